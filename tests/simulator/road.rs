//! Files between machines: made, lost, doubled, altered, kept waiting and taken in.

use std::rc::Rc;

use serde_json::Value as Json;
use three_lists::exchange::{self, Contents, Have, Private, Summary, VerifiedFile, WriteError, have, lacking, read};
use three_lists::oplog::{Scope, Timestamp};
use three_lists::workspace::{Action, Device, Stamp, Workspace};

use crate::chance::Chance;
use crate::course::{Broken, Course, Fault, LastIntake, Parcel, Saw, batch_of, fault};
use crate::intake::Taken;

/// What a file of a workspace says beside its logs.
pub fn contents(workspace: &Workspace, made_at: Timestamp, base: Option<Have>, with_private: bool) -> Contents {
    let office = workspace.my_office();
    Contents {
        workspace: workspace.id(),
        title: workspace.title(),
        office: office.map(|id| (id.to_string(), workspace.title_of(&id))),
        made_at,
        summary: Summary::default(),
        base,
        private: if with_private { Private::All } else { Private::None },
    }
}

impl Course<'_> {
    /// Makes a file; none when the receiver has everything.
    pub fn make_file(&mut self, at: usize, base: Option<Have>, private: bool) -> Result<Option<Rc<Vec<u8>>>, Fault> {
        let made_at = self.stamp(at, Action::Save).at;
        let sealed = self.workspace(at).seal();
        self.app(at).keep(batch_of(&sealed));
        let workspace = &*self.workspace(at);
        let lacks = lacking(workspace.replica(), base.as_ref(), Scope::Shared);
        let file = contents(workspace, made_at, base.clone(), private);
        match exchange::write(workspace.replica(), &workspace.device().key, file) {
            Ok(text) => {
                self.count(if base.is_some() { "delta file" } else { "complete file" });
                self.app(at).intake = None;
                Ok(Some(Rc::new(text.into_bytes())))
            }
            Err(WriteError::NothingNew) if lacks == 0 => Ok(None),
            Err(error) => fault(Broken::Refused, format!("machine {at} makes no file: {error}, {lacks} ops lack")),
        }
    }

    /// Hands on to some machines, everything or what one of them is known to lack.
    pub fn hand_on(&mut self, at: usize) -> Result<(), Fault> {
        let others: Vec<usize> = (0..self.machines.len()).filter(|it| *it != at).collect();
        let Some(&first) = self.chance.pick(&others) else { return Ok(()) };
        // Sometimes what another lacks, by mistake.
        let measured = if self.chance.one_in(3) { *self.chance.pick(&others).unwrap_or(&first) } else { first };
        let base = match self.chance.below(8) {
            0 => None,
            1..3 => self.app(at).handed.clone(),
            3..5 => Some(self.all_but_own(at)),
            _ => self.known_of(at, measured),
        };
        let private = self.chance.one_in(8);
        let Some(bytes) = self.make_file(at, base, private)? else {
            self.count("nothing to hand on");
            return Ok(());
        };
        let handed = have(self.workspace(at).replica());
        self.app(at).handed = Some(handed);
        let mut receivers = vec![first];
        receivers.extend(others.into_iter().filter(|it| *it != first && self.chance.one_in(3)));
        self.say(|| format!("machine {at}: a file of {} bytes for {receivers:?}", bytes.len()));
        for to in receivers {
            if self.chance.one_in(4) {
                self.count("file lost");
                continue;
            }
            self.roads.push(Parcel { to, bytes: Rc::clone(&bytes), original: None });
            if self.chance.one_in(5) {
                self.count("file doubled");
                self.roads.push(Parcel { to, bytes: Rc::clone(&bytes), original: None });
            }
            if self.chance.one_in(5)
                && let Some(altered) = alter(&bytes, &mut self.chance)
            {
                self.roads.push(Parcel { to, bytes: Rc::new(altered), original: Some(Rc::clone(&bytes)) });
            }
        }
        self.save(at)
    }

    /// The base of a file that holds this office's own log alone.
    fn all_but_own(&mut self, at: usize) -> Have {
        let workspace = self.workspace(at);
        let own = workspace.actor().to_string();
        let mut all = have(workspace.replica());
        all.retain(|name, _| !name.starts_with(&own));
        all
    }

    /// What a machine knows another to have, from that one's newest file.
    fn known_of(&mut self, at: usize, other: usize) -> Option<Have> {
        let actor = self.machines[other].app.as_ref()?.workspace.actor();
        let text = self.app(at).storage.local.get(&format!("have/{actor}"))?;
        serde_json::from_str::<(i64, Have)>(text).ok().map(|(_, have)| have)
    }

    /// Brings one of the files on the roads, whichever, to where it goes.
    pub fn deliver(&mut self) -> Result<(), Fault> {
        if self.roads.is_empty() {
            return Ok(());
        }
        let index = self.chance.below(self.roads.len());
        self.deliver_one(index)
    }

    /// Brings that file.
    pub fn deliver_one(&mut self, index: usize) -> Result<(), Fault> {
        let Parcel { to, bytes, original } = self.roads.swap_remove(index);
        let mut bytes = bytes;
        if let Some(original) = original {
            self.count("altered file");
            match read(&bytes) {
                Err(error) => {
                    self.say(|| format!("machine {to}: an altered file is refused, {error}"));
                    return Ok(());
                }
                Ok(file) if is_same(&file, &original) => bytes = original,
                Ok(_) => return fault(Broken::Forged, "an altered file is read as good"),
            }
        }
        if self.take_in(to, &bytes)? {
            self.take_in_waiting(to)?;
        } else {
            self.machines[to].inbox.push(bytes);
        }
        if self.chance.one_in(6) { Ok(()) } else { self.save(to) }
    }

    /// Tries again what came too early.
    pub fn take_in_waiting(&mut self, at: usize) -> Result<(), Fault> {
        loop {
            let waiting = std::mem::take(&mut self.machines[at].inbox);
            let before = waiting.len();
            for bytes in waiting {
                if self.take_in(at, &bytes)? {
                    self.count("early file taken in later");
                } else {
                    self.machines[at].inbox.push(bytes);
                }
            }
            if self.machines[at].inbox.len() == before || self.machines[at].inbox.is_empty() {
                return Ok(());
            }
        }
    }

    /// Takes a file in; false when it came too early.
    pub fn take_in(&mut self, at: usize, bytes: &[u8]) -> Result<bool, Fault> {
        let file = match read(bytes) {
            Ok(file) => file,
            Err(error) => return fault(Broken::Refused, format!("a sound file is refused: {error}")),
        };
        if file.workspace != self.id {
            self.count("foreign file");
            self.say(|| format!("machine {at}: a file of another workspace is refused"));
            return Ok(true);
        }
        if self.machines[at].app.is_none() {
            return self.join(at, file);
        }
        let stamp = self.stamp(at, Action::Save);
        let intake = self.intake;
        let workspace = self.workspace(at);
        let (ops, hash, before) = (workspace.replica().op_count(), workspace.state_hash(), workspace.reach());
        let all = match intake.take_in(workspace, &file, &stamp) {
            Taken::In(all) => all,
            Taken::Early(error) => {
                if workspace.replica().op_count() != ops || workspace.state_hash() != hash {
                    return fault(Broken::Forged, format!("a refused file changed machine {at}"));
                }
                self.count("early file");
                self.say(|| format!("machine {at}: a file comes too early, {error}"));
                return Ok(false);
            }
            Taken::Dropped => {
                self.say(|| format!("machine {at}: a file is dropped"));
                self.machines[at].believed.extend(file.have);
                return Ok(true);
            }
        };
        let records = all.iter().flat_map(|it| &it.records);
        let waits = records.filter(|id| self.app(at).workspace.replica().is_waiting(id)).count();
        if waits > 0 {
            self.count("op before its cause");
        }
        for changes in &all {
            self.app(at).keep(batch_of(changes));
        }
        let new = self.notice(at);
        self.count(if new == 0 { "file of nothing new" } else { "file taken in" });
        self.say(|| format!("machine {at}: takes in {new} new ops from {}", file.from.name));
        let name = format!("have/{}", file.from.actor);
        let local = vec![(name.clone(), self.app(at).storage.local.get(&name).cloned())];
        self.remember(at, &file);
        let app = self.app(at);
        if all.len() == 1 && new > 0 {
            let taken = app.workspace.taken(before);
            app.intake = Some(LastIntake { taken, local, bytes: Rc::new(bytes.to_vec()) });
        }
        Ok(true)
    }

    /// Notes what a file's maker has, unless a newer file of theirs was taken in.
    fn remember(&mut self, at: usize, file: &VerifiedFile) {
        let name = format!("have/{}", file.from.actor);
        let known = self.app(at).storage.local.get(&name);
        let known = known.and_then(|text| serde_json::from_str::<(i64, Have)>(text).ok());
        if known.is_none_or(|(made_at, _)| made_at <= file.made_at.0) {
            let text = serde_json::to_string(&(file.made_at.0, &file.have)).expect("texts and numbers serialize");
            self.app(at).set_local(name, text);
        }
    }

    /// A machine that had nothing begins with a file it received, and says which office it speaks for.
    fn join(&mut self, at: usize, file: VerifiedFile) -> Result<bool, Fault> {
        let device = Device { key: self.machines[at].key.clone(), run: self.chance.run() };
        let Ok((workspace, changes)) = Workspace::receive(file.workspace, file.logs.clone(), device) else {
            self.count("early file");
            return Ok(false);
        };
        self.count("joined");
        self.say(|| format!("machine {at}: joins"));
        self.install(at, workspace, &changes);
        self.notice(at);
        self.remember(at, &file);
        let name = format!("office {}", self.machines[at].office);
        let offices = self.workspace(at).offices();
        let office = offices.into_iter().find(|(_, names, _)| names.contains(&name)).map(|(id, ..)| id);
        let Some(office) = office else { return Ok(true) };
        let edit = self.workspace(at).device_edit(&office);
        let stamp: Stamp = self.stamp(at, Action::Save);
        let written = self.workspace(at).edit(vec![edit], &stamp).ok();
        self.keep(at, written, Saw::Now)?;
        self.save(at)?;
        Ok(true)
    }
}

/// True when an altered file says what its original says.
fn is_same(file: &VerifiedFile, original: &[u8]) -> bool {
    let Ok(sound) = read(original) else { return false };
    let mut logs = file.logs.iter().zip(&sound.logs);
    file.logs.len() == sound.logs.len()
        && logs.all(|(a, b)| a.header() == b.header() && a.ops().eq(b.ops()))
        && (&file.title, &file.from, file.made_at, &file.have)
            == (&sound.title, &sound.from, sound.made_at, &sound.have)
}

/// What somebody on the road makes of a file.
fn alter(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let place = chance.below(bytes.len());
    let kind = chance.below(8);
    if kind == 0 {
        return Some(bytes[..place].to_vec());
    }
    if kind < 3 {
        let mut flipped = bytes.to_vec();
        flipped[place] ^= 1 << chance.below(8);
        return Some(flipped);
    }
    let whole: Json = serde_json::from_slice(bytes).ok()?;
    let mut file = whole.clone();
    let logs = file["logs"].as_array_mut()?;
    let (count, log) = (logs.len(), chance.below(logs.len()));
    let stolen = logs[chance.below(count)]["ops"][0].clone();
    let ops = logs[log]["ops"].as_array_mut()?;
    let op = chance.below(ops.len());
    match kind {
        3 => drop(ops.remove(op)),
        4 => ops.insert(op, ops[op].clone()),
        5 => ops[op] = stolen,
        6 => ops[op]["set"]["title"] = Json::from("another"),
        _ => file["from"]["name"] = Json::from("somebody else"),
    }
    (file != whole).then(|| file.to_string().into_bytes())
}
