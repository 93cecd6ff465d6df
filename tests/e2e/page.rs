//! What a person does on a page, in a person's words: read, click what is written on a thing, fill in by label.
//!
//! Each looks again until it succeeds or patience ends, and then says what the page showed instead.

use crate::browser::{Browser, Element, PATIENCE, key};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Looks where a person looks: in the topmost dialog where one is open, at visible things only.
const SEE: &str = "
    const open = document.querySelectorAll('dialog[open]');
    const scope = open.length ? open[open.length - 1] : document;
    const seen = it => it.getClientRects().length > 0 && getComputedStyle(it).visibility !== 'hidden';
    const trim = text => (text || '').replace(/\\s+/g, ' ').trim();
    const all = selector => Array.from(scope.querySelectorAll(selector)).filter(seen);
";

const CLICKABLE: &str = "
    const words = it => trim(it.tagName === 'INPUT' ? it.value : it.innerText) || trim(it.getAttribute('aria-label'));
    const kinds = 'button, a, summary, label, input[type=submit], [role=button], [role=tab], [role=menuitem], [role=option], [role=row], tr, td, th, li';
    const things = all(kinds);
    const wanted = arguments[0];
    return things.filter(it => words(it) === wanted).pop() || things.filter(it => words(it).includes(wanted)).pop() || null;
";

const LABELLED: &str = "
    const wanted = arguments[0];
    const fields = Array.from(scope.querySelectorAll('input, select, textarea')).filter(it => it.type === 'file' || seen(it));
    const names = it => [it.getAttribute('aria-label'), it.placeholder].concat(Array.from(it.labels || [], label => {
        const copy = label.cloneNode(true);
        copy.querySelectorAll('input, select, textarea').forEach(inner => inner.remove());
        return copy.textContent;
    })).map(trim);
    return fields.find(it => names(it).includes(wanted)) || fields.find(it => names(it).some(name => name.startsWith(wanted))) || null;
";

/// What a thing that can have the focus is called: its label or what is written on it, without marks such as "required".
const NAME: &str = "
    const trim = text => (text || '').replace(/\\s+/g, ' ').trim();
    const named = it => {
        const label = label => trim(Array.from(label.childNodes, node => node.nodeType === 3 ? node.textContent : '').join(''));
        const labels = Array.from(it.labels || [], label);
        const said = [it.getAttribute('aria-label'), it.firstElementChild && it.firstElementChild.textContent];
        return labels.concat(said.concat(it.innerText).map(trim)).filter(Boolean);
    };
";

const FILL: &str = "
    const [field, text] = arguments;
    const emit = kind => field.dispatchEvent(new Event(kind, {bubbles: true}));
    if (field.tagName === 'SELECT') {
        const choice = Array.from(field.options).find(it => it.text.trim() === text || it.value === text);
        if (!choice) throw new Error('no such choice: ' + text);
        field.value = choice.value;
    } else {
        const type = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(type.prototype, 'value').set.call(field, text);
    }
    emit('input');
    emit('change');
";

impl Browser {
    /// Returns the text that the page shows.
    pub fn text(&self) -> String {
        let text = self.try_run("return document.body ? document.body.innerText : ''", &[]);
        text.ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until `look` returns something.
    pub fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look() {
                return found;
            }
            if Instant::now() > deadline {
                let console: Vec<String> =
                    self.console().into_iter().map(|(level, text)| format!("{level} {text}")).collect();
                panic!("waited in vain for {what}; the page shows:\n{}\nconsole:\n{}", self.text(), console.join("\n"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the page shows `text`.
    pub fn wait_text(&self, text: &str) {
        self.wait(&format!("the text {text:?}"), || self.text().contains(text).then_some(()));
        self.keep_picture();
    }

    /// Waits until the page no longer shows `text`.
    pub fn wait_gone(&self, text: &str) {
        self.wait(&format!("{text:?} to go"), || (!self.text().contains(text)).then_some(()));
    }

    /// Waits until the JavaScript expression is true; a promise is awaited.
    pub fn wait_true(&self, expression: &str) {
        let script = format!("return (async () => Boolean(await ({expression})))()");
        self.wait(expression, || (self.try_run(&script, &[]) == Ok(Value::Bool(true))).then_some(()));
    }

    /// Loads the page again as a person does; WebDriver's own refresh passes the service worker by.
    pub fn reload(&self) {
        self.run("window.beforeReload = true; location.reload()", &[]);
        self.wait_true("!window.beforeReload && document.readyState === 'complete'");
    }

    /// Waits until the app itself stands, or its page of trouble.
    pub fn wait_started(&self) {
        self.wait_true("!document.getElementById('boot') || document.getElementById('trouble')");
    }

    /// Returns how many elements the CSS selector finds.
    pub fn count(&self, selector: &str) -> u64 {
        self.run("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]).as_u64().unwrap_or(0)
    }

    /// Clicks the button, link, tab or row on which `text` is written.
    pub fn click_text(&self, text: &str) {
        self.click(&format!("something to click on: {text:?}"), &format!("{SEE}{CLICKABLE}"), text);
    }

    /// Clicks the first element that the CSS selector finds.
    pub fn click_css(&self, selector: &str) {
        self.click(selector, "return document.querySelector(arguments[0])", selector);
    }

    fn click(&self, what: &str, script: &str, argument: &str) {
        self.wait(what, || {
            let found = self.find(script, &[json!(argument)])?;
            // Something may lie over it for a moment, or it is drawn anew just now: look again. What sticks to the foot of
            // a page lies over it until somebody scrolls.
            let clicked = self.on(&found, "click", &json!({})).ok();
            if clicked.is_none() {
                let scroll =
                    format!("const it = (() => {{ {script} }})(); if (it) it.scrollIntoView({{block: 'center'}})");
                let _ = self.try_run(&scroll, &[json!(argument)]);
            }
            clicked
        });
    }

    /// Clicks on `text` in the line or card that also says `beside`.
    pub fn click_beside(&self, beside: &str, text: &str) {
        let script = format!(
            "{SEE}
            const boxes = all('li, tr, section').filter(it => it.innerText.includes(arguments[0].beside));
            const things = boxes.reverse().flatMap(box => Array.from(box.querySelectorAll('button, a')).filter(seen));
            return things.find(it => trim(it.innerText) === arguments[0].text) || null;"
        );
        let what = format!("{text:?} to click on, beside {beside:?}");
        self.wait(&what, || {
            let found = self.find(&script, &[json!({"beside": beside, "text": text})])?;
            self.on(&found, "click", &json!({})).ok()
        });
    }

    /// Goes on with the Tab key until the focus is on what is called `name`.
    pub fn tab_to(&self, name: &str) {
        let script = format!(
            "{NAME}return document.activeElement && named(document.activeElement).some(it => it === arguments[0])"
        );
        let mut passed = Vec::new();
        for _ in 0..120 {
            self.press(key::TAB);
            if self.run(&script, &[json!(name)]) == Value::Bool(true) {
                return;
            }
            passed.push(
                self.run(&format!("{NAME}return named(document.activeElement || document.body)[0] || ''"), &[])
                    .to_string(),
            );
        }
        panic!("Tab never came to {name:?}, only to {}", passed.join(" "));
    }

    /// Fills the field with this label: text, a choice's words, or a date as 2026-11-22.
    pub fn fill(&self, label: &str, text: &str) {
        self.wait(&format!("a field labelled {label:?} that takes {text:?}"), || {
            let field = self.labelled(label)?;
            self.try_run(FILL, &[reference(&field), json!(text)]).ok()
        });
    }

    /// Types into the field with this label, key by key, after what is there.
    pub fn type_into(&self, label: &str, text: &str) {
        self.wait(&format!("a field labelled {label:?} that takes keys"), || {
            let field = self.labelled(label)?;
            self.on(&field, "value", &json!({"text": text})).ok()
        });
    }

    /// Returns what stands in the field with this label.
    pub fn value_of(&self, label: &str) -> String {
        let field = self.wait(&format!("a field labelled {label:?}"), || self.labelled(label));
        let value = self.run("return String(arguments[0].value)", &[reference(&field)]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Hands files to the file input with this CSS selector.
    pub fn upload(&self, selector: &str, files: &[&Path]) {
        let paths: Vec<String> = files.iter().map(|it| it.display().to_string()).collect();
        self.wait(&format!("a file input {selector}"), || {
            let input = self.find("return document.querySelector(arguments[0])", &[json!(selector)])?;
            self.on(&input, "value", &json!({"text": paths.join("\n")})).ok()
        });
    }

    /// Does `act` and returns the file whose download it starts, once it is complete.
    pub fn download(&self, act: impl FnOnce()) -> PathBuf {
        let before = files_in(&self.downloads());
        act();
        self.wait("a download", || {
            let now = files_in(&self.downloads());
            let unfinished = |it: &PathBuf| it.to_string_lossy().ends_with(".crdownload") || is_hidden(it);
            if now.iter().any(unfinished) {
                return None;
            }
            now.difference(&before).find(|it| it.metadata().is_ok_and(|it| it.len() > 0)).cloned()
        })
    }

    /// Fails where anything but `origin` was asked.
    pub fn assert_asked_only(&self, origin: &str) {
        let belongs = |it: &String| [origin, "data:", "blob:"].iter().any(|own| it.starts_with(own));
        let outside: Vec<String> = self.requests().into_iter().filter(|it| !belongs(it)).collect();
        assert!(outside.is_empty(), "asked outside: {outside:?}");
    }

    /// Fails where the console holds an error.
    pub fn assert_quiet(&self) {
        let errors: Vec<_> = self.console().into_iter().filter(|(level, _)| level == "SEVERE").collect();
        assert!(errors.is_empty(), "the console holds errors: {errors:#?}");
    }

    fn labelled(&self, label: &str) -> Option<Element> {
        self.find(&format!("{SEE}{LABELLED}"), &[json!(label)])
    }
}

fn reference(element: &Element) -> Value {
    json!({"element-6066-11e4-a52e-4f735466cecf": element.0})
}

fn files_in(folder: &Path) -> BTreeSet<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect()
}

fn is_hidden(file: &Path) -> bool {
    file.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'))
}
