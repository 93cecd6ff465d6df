//! The desk in a real browser: round trips, lost stores, refusals, and two tabs at once.
//!
//! Outside the library, because the library's own tests need crates that exist natively only.
#![cfg(target_arch = "wasm32")]

#[cfg(test)]
mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use gloo_storage::{LocalStorage, Storage};
    use gloo_timers::future::TimeoutFuture;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use three_lists::storage::browser::{card, indexed_db, keyring, local, mirror, refusal};
    use three_lists::storage::*;

    wasm_bindgen_test_configure!(run_in_browser);

    async fn clean(slot: &str) -> BrowserDesk {
        let desk = BrowserDesk::new(slot);
        desk.erase().await.expect("an empty slot erases");
        forget(slot).await.expect("an unknown slot is forgotten");
        desk
    }

    fn batch(from: u64, count: u64) -> Batch {
        let rest = "\u{6d3b}\u{52a8}".repeat(50);
        let op = |at| format!(r#"{{"clock":{at},"set":{{"title":"{at}","content":"{rest}"}}}}"#);
        let ops = (from..from + count).map(op).collect();
        let head = format!("h{}", from + count - 1);
        let update =
            ChainUpdate { chain: "a.s".into(), meta: Some(r#"{"key":"k"}"#.into()), from, ops, head: head.clone() };
        Batch { chains: vec![update], local: vec![("secret".into(), Some(head))], ..Batch::default() }
    }

    async fn filled(slot: &str, counts: &[u64]) -> BrowserDesk {
        let desk = clean(slot).await;
        assert_eq!(desk.open().await.unwrap().recovery, Recovery::Fresh);
        let mut from = 1;
        for &count in counts {
            desk.save(&batch(from, count)).await.unwrap();
            from += count;
        }
        desk
    }

    async fn reopened(slot: &str) -> Opened {
        BrowserDesk::new(slot).open().await.unwrap()
    }

    fn is_whole(opened: &Opened, count: u64) {
        let chain = &opened.chains[0];
        assert_eq!((chain.count, chain.head.as_str()), (count, format!("h{count}").as_str()));
        assert_eq!(chain.ops, batch(1, count).chains[0].ops.join("\n"));
        assert_eq!(chain.meta, r#"{"key":"k"}"#);
        assert_eq!(opened.local["secret"], format!("h{count}"));
    }

    async fn mirror_reaches(slot: &str, seq: u64) {
        while let Some(mirror) = mirror::Mirror::open(slot).await
            && mirror.marks().await.is_none_or(|it| it.seq < seq)
        {
            TimeoutFuture::new(20).await;
        }
    }

    fn lose_local(slot: &str) {
        local::keys(&format!("three-lists/{slot}/")).iter().for_each(LocalStorage::delete);
    }

    #[wasm_bindgen_test]
    async fn what_was_saved_is_there_at_the_next_start() {
        filled("round", &[2, 1, 999, 2_500, 1]).await;
        let opened = reopened("round").await;
        assert_eq!(opened.recovery, Recovery::Intact);
        is_whole(&opened, 3_503);
        let contents = indexed_db::read("three-lists-round").await.unwrap();
        assert!(contents.chunks.len() <= 6, "{} chunks", contents.chunks.len());
    }

    #[wasm_bindgen_test]
    async fn a_database_deleted_behind_the_back_is_restored_from_the_journal() {
        filled("emptied", &[3, 1]).await;
        indexed_db::erase("three-lists-emptied").await.unwrap();
        let opened = reopened("emptied").await;
        assert_eq!(opened.recovery, Recovery::Restored { from: Source::Journal, ops: 4 });
        is_whole(&opened, 4);
        assert_eq!(reopened("emptied").await.recovery, Recovery::Intact);
    }

    #[wasm_bindgen_test]
    async fn the_mirror_alone_brings_everything_back() {
        let desk = filled("mirrored", &[3, 20_000, 1]).await;
        if mirror::Mirror::open("mirrored").await.is_none() {
            return;
        }
        mirror_reaches("mirrored", 3).await;
        drop(desk);
        indexed_db::erase("three-lists-mirrored").await.unwrap();
        lose_local("mirrored");
        assert!(mirror::slots().await.contains(&"mirrored".to_owned()));
        let opened = reopened("mirrored").await;
        assert_eq!(opened.recovery, Recovery::Restored { from: Source::Mirror, ops: 20_004 });
        is_whole(&opened, 20_004);
    }

    fn cut(had: u64, stay: u64) -> Batch {
        let whole = batch(1, stay).chains.remove(0);
        let meta = whole.meta.unwrap_or_default();
        let cut = ChainCut { chain: whole.chain, had, meta, ops: whole.ops, head: whole.head.clone() };
        Batch { cuts: vec![cut], local: vec![("secret".into(), Some(whole.head))], ..Batch::default() }
    }

    #[wasm_bindgen_test]
    async fn what_was_cut_off_stays_off_whichever_store_is_lost() {
        for (slot, stay) in [("cut-deep", 700), ("cut-tail", 2_502)] {
            let desk = filled(slot, &[3, 2_500, 4]).await;
            desk.save(&cut(2_507, stay)).await.unwrap();
            let stale = desk.save(&cut(2_507, stay)).await;
            assert_eq!(stale, Err(StorageError::Stale { chain: "a.s".into(), have: stay, expected: 2_507 }));
            is_whole(&reopened(slot).await, stay);
            lose_local(slot);
            is_whole(&reopened(slot).await, stay);
            desk.open().await.unwrap();
            desk.save(&batch(stay + 1, 2)).await.unwrap();
            is_whole(&reopened(slot).await, stay + 2);
            if mirror::Mirror::open(slot).await.is_some() {
                let marks = indexed_db::read(&format!("three-lists-{slot}")).await.unwrap();
                mirror_reaches(slot, marks.seq).await;
                drop(desk);
                indexed_db::erase(&format!("three-lists-{slot}")).await.unwrap();
                lose_local(slot);
                is_whole(&reopened(slot).await, stay + 2);
            }
        }
    }

    #[wasm_bindgen_test]
    async fn a_cleared_local_storage_is_rebuilt_from_the_database() {
        filled("cleared", &[3, 1]).await;
        lose_local("cleared");
        let opened = reopened("cleared").await;
        assert_eq!(opened.recovery, Recovery::Intact);
        is_whole(&opened, 4);
        assert_eq!(local::Local::open("cleared").unwrap().sentinel().unwrap().chains["a.s"].count, 4);
    }

    #[wasm_bindgen_test]
    async fn a_loss_beyond_repair_is_reported_until_it_is_accepted() {
        filled("damaged", &[3, 1]).await;
        indexed_db::erase("three-lists-damaged").await.unwrap();
        mirror::erase("damaged").await;
        local::keys("three-lists/damaged/journal/1-").iter().for_each(LocalStorage::delete);
        let desk = BrowserDesk::new("damaged");
        for _ in 0..2 {
            let Recovery::Damaged { missing } = desk.open().await.unwrap().recovery else {
                panic!("damage goes unnoticed")
            };
            assert_eq!((missing[0].have, missing[0].expected), (0, 4));
        }
        desk.save(&batch(1, 2)).await.unwrap();
        assert!(matches!(reopened("damaged").await.recovery, Recovery::Damaged { .. }));
        desk.open().await.unwrap();
        desk.accept_loss().await.unwrap();
        let opened = reopened("damaged").await;
        assert_eq!(opened.recovery, Recovery::Intact);
        is_whole(&opened, 2);
    }

    #[wasm_bindgen_test]
    async fn a_known_workspace_of_which_nothing_is_left_is_not_shown_as_new() {
        filled("gone", &[1]).await;
        let entry = DeskEntry {
            slot: "gone".into(),
            title: "示例街道".into(),
            workspace: "w".into(),
            opened_at: "1".into(),
            ..DeskEntry::default()
        };
        remember(entry.clone()).await.unwrap();
        BrowserDesk::new("gone").erase().await.unwrap();
        LocalStorage::delete("three-lists/desks");
        assert!(desks().await.contains(&entry));
        for _ in 0..2 {
            assert_eq!(reopened("gone").await.recovery, Recovery::Damaged { missing: vec![] });
        }
        forget("gone").await.unwrap();
        assert_eq!(reopened("gone").await.recovery, Recovery::Fresh);
    }

    #[wasm_bindgen_test]
    async fn of_two_desks_the_second_to_save_is_told_to_read_again() {
        let first = filled("rivals", &[1]).await;
        let second = BrowserDesk::new("rivals");
        second.open().await.unwrap();
        first.save(&batch(2, 1)).await.unwrap();
        let stale = StorageError::Stale { chain: "a.s".into(), have: 2, expected: 1 };
        assert_eq!(second.save(&batch(2, 3)).await, Err(stale));
        is_whole(&reopened("rivals").await, 2);
        second.open().await.unwrap();
        second.save(&batch(3, 1)).await.unwrap();
        second.set_writable(false);
        assert_eq!(second.save(&batch(4, 1)).await, Err(StorageError::NotWriter));
        is_whole(&reopened("rivals").await, 3);
    }

    #[wasm_bindgen_test]
    async fn a_database_emptied_while_the_app_runs_is_noticed_by_the_next_save() {
        let desk = filled("midway", &[2]).await;
        indexed_db::erase("three-lists-midway").await.unwrap();
        let stale = StorageError::Stale { chain: "a.s".into(), have: 0, expected: 2 };
        assert_eq!(desk.save(&batch(3, 1)).await, Err(stale));
        assert!(matches!(desk.open().await.unwrap().recovery, Recovery::Restored { ops: 2, .. }));
        desk.save(&batch(3, 1)).await.unwrap();
        is_whole(&reopened("midway").await, 3);
    }

    #[wasm_bindgen_test]
    async fn a_full_local_storage_costs_the_journal_but_not_the_save_and_then_says_so() {
        let desk = filled("full", &[2]).await;
        let mut size = 4 << 20;
        let mut fillers = Vec::new();
        while size > 0 {
            let key = format!("filler-{}", fillers.len());
            match LocalStorage::set(&key, "x".repeat(size)) {
                Ok(()) => fillers.push(key),
                Err(_) => size /= 2,
            }
        }
        let mut big = batch(3, 200);
        big.local.clear();
        let saved = desk.save(&big).await;
        let mut bulky = batch(203, 1);
        bulky.local = vec![("bulky".into(), Some("x".repeat(100_000)))];
        let refused = desk.save(&bulky).await;
        fillers.iter().for_each(LocalStorage::delete);
        assert_eq!(saved, Ok(()));
        assert!(matches!(refused, Err(StorageError::Quota { .. })), "{refused:?}");
        let opened = reopened("full").await;
        assert_eq!(opened.recovery, Recovery::Intact);
        assert_eq!((opened.chains[0].count, opened.local.len()), (202, 1));
    }

    #[wasm_bindgen_test]
    fn what_a_browser_throws_gets_the_right_name() {
        let named =
            |name: &str| refusal::from_js(&web_sys::DomException::new_with_message_and_name("m", name).unwrap().into());
        assert!(matches!(named("QuotaExceededError"), StorageError::Quota { .. }));
        assert!(matches!(named("SecurityError"), StorageError::Blocked { .. }));
        assert!(matches!(named("UnknownError"), StorageError::Unavailable { .. }));
    }

    #[wasm_bindgen_test]
    async fn only_one_tab_writes_and_the_next_takes_its_place() {
        let heard = Rc::new(Cell::new(None));
        let first = Writer::request("locks", |_| {}).await;
        let told = Rc::clone(&heard);
        let second = Writer::request("locks", move |role| told.set(Some(role))).await;
        assert_eq!((first.role(), second.role()), (Role::Writer, Role::Follower));
        drop(first);
        while heard.get().is_none() {
            TimeoutFuture::new(10).await;
        }
        assert_eq!(second.role(), Role::Writer);
        let third = Writer::request("locks", |_| {}).await;
        assert_eq!(third.role(), Role::Follower);
        third.take_over().await;
        while heard.get() == Some(Role::Writer) {
            TimeoutFuture::new(10).await;
        }
        assert_eq!((second.role(), third.role()), (Role::Follower, Role::Writer));
    }

    #[wasm_bindgen_test]
    async fn another_tab_hears_of_a_save_once() {
        let heard = Rc::new(Cell::new(0));
        let count = Rc::clone(&heard);
        let watch = on_change("heard", move || count.set(count.get() + 1));
        announce("heard");
        while heard.get() == 0 {
            TimeoutFuture::new(10).await;
        }
        drop(watch);
        assert_eq!(heard.get(), 1);
    }

    #[wasm_bindgen_test]
    fn a_draft_stays_until_it_is_discarded_and_belongs_to_its_workspace() {
        set_current("drafts").unwrap();
        draft_save("need/new", "半句话").unwrap();
        assert_eq!(draft("need/new").unwrap().text, "半句话");
        assert_eq!(drafts().len(), 1);
        set_current("elsewhere").unwrap();
        assert_eq!(draft("need/new"), None);
        set_current("drafts").unwrap();
        draft_discard("need/new");
        assert!(drafts().is_empty());
    }

    /// Hides nothing, but a text sealed for another place does not open.
    struct Shift;

    impl Cipher for Shift {
        fn seal(&self, place: &str, text: &str) -> String {
            let hex = |text: &str| text.bytes().map(|byte| format!("{:02x}", byte ^ 0x5a)).collect::<String>();
            format!("{}{}.{}", sealing::MARK, hex(place), hex(text))
        }

        fn open(&self, place: &str, sealed: &str) -> Option<String> {
            let text = sealed.strip_prefix(self.seal(place, "").as_str())?;
            let byte = |at: usize| Some(u8::from_str_radix(text.get(at..at + 2)?, 16).ok()? ^ 0x5a);
            let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(byte).collect();
            String::from_utf8(bytes?).ok()
        }
    }

    fn readable_in_local(slot: &str, what: &str) -> bool {
        let keys = local::keys(&format!("three-lists/{slot}/"));
        keys.iter().any(|key| local::raw(key).unwrap().contains(what))
    }

    #[wasm_bindgen_test]
    async fn a_sealed_desk_keeps_nothing_readable_and_any_store_brings_it_back() {
        let what = "\u{6d3b}\u{52a8}";
        clean("sealed").await;
        keyring::hold("sealed", Rc::new(Shift));
        let desk = BrowserDesk::new("sealed");
        desk.open().await.unwrap();
        for (from, count) in [(1, 2), (3, 998), (1_001, 1)] {
            desk.save(&batch(from, count)).await.unwrap();
        }
        mirror_reaches("sealed", 3).await;
        let opened = reopened("sealed").await;
        assert_eq!(opened.recovery, Recovery::Intact);
        is_whole(&opened, 1_001);
        let contents = format!("{:?}", indexed_db::read("three-lists-sealed").await.unwrap());
        assert!(!contents.contains(what) && !contents.contains("set") && !readable_in_local("sealed", what));
        assert!(!readable_in_local("sealed", "secret"));

        indexed_db::erase("three-lists-sealed").await.unwrap();
        is_whole(&reopened("sealed").await, 1_001);
        lose_local("sealed");
        is_whole(&reopened("sealed").await, 1_001);
        mirror_reaches("sealed", 3).await;
        indexed_db::erase("three-lists-sealed").await.unwrap();
        lose_local("sealed");
        if mirror::Mirror::open("sealed").await.is_some() {
            is_whole(&reopened("sealed").await, 1_001);
        }

        keyring::let_go("sealed");
        assert_eq!(BrowserDesk::new("sealed").open().await, Err(StorageError::Locked));
        keyring::hold("sealed", Rc::new(Shift));
        let desk = BrowserDesk::new("sealed");
        desk.open().await.unwrap();
        desk.erase().await.unwrap();
    }

    #[wasm_bindgen_test]
    async fn any_copy_of_the_lock_card_is_found_and_all_go_with_the_slot() {
        clean("carded").await;
        card::keep_card("carded", "{\"card\":1}").await.unwrap();
        let copies = card::cards("carded").await.len();
        assert!(copies >= 2);
        assert!(card::waits_for_passphrase("carded").await);
        lose_local("carded");
        assert_eq!(card::cards("carded").await.len(), copies - 1);
        assert!(card::waits_for_passphrase("carded").await, "localStorage lost it, the others have it");
        assert!(desks().await.iter().all(|it| it.slot != "lock/carded"), "a card is no workspace");
        BrowserDesk::new("carded").erase().await.unwrap();
        assert!(card::cards("carded").await.is_empty());
    }

    #[wasm_bindgen_test]
    fn drafts_move_into_a_sealed_slot() {
        set_current("moved-from").unwrap();
        draft_save("need/new", "\u{534a}\u{53e5}\u{8bdd}").unwrap();
        keyring::hold("moved-to", Rc::new(Shift));
        move_drafts("moved-from", "moved-to").unwrap();
        set_current("moved-to").unwrap();
        assert_eq!(draft("need/new").unwrap().text, "\u{534a}\u{53e5}\u{8bdd}");
        assert!(!readable_in_local("moved-to", "\u{534a}"));
        draft_discard("need/new");
        set_current("moved-from").unwrap();
        draft_discard("need/new");
    }

    #[wasm_bindgen_test]
    async fn preferences_and_room_answer() {
        BrowserPreferences.set("language", &"zh");
        assert_eq!(BrowserPreferences.get::<String>("language").as_deref(), Some("zh"));
        assert!(estimate().await.is_none_or(|room| room.used <= room.quota));
        assert!(persist().await.is_some());
    }

    #[wasm_bindgen_test]
    async fn ten_thousand_ops_open_in_a_few_reads() {
        filled("large", &[9_900, 60, 40]).await;
        mirror_reaches("large", 3).await;
        let start = js_sys::Date::now();
        let opened = reopened("large").await;
        let took = js_sys::Date::now() - start;
        is_whole(&opened, 10_000);
        wasm_bindgen_test::console_log!("opened 10,000 ops, {} bytes, in {took} ms", opened.chains[0].ops.len());
        let contents = indexed_db::read("three-lists-large").await.unwrap();
        assert!(contents.chunks.len() <= 12, "{} chunks", contents.chunks.len());
    }
}
