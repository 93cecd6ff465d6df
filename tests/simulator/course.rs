//! One course: offices, their machines, the roads between them, and what happens, all decided by one number.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use three_lists::domain::{Fields, Kind, RecordId, Value};
use three_lists::exchange::Have;
use three_lists::oplog::{ActorId, Ref, SecretKey, Timestamp, WorkspaceId};
use three_lists::storage::{Batch, ChainUpdate};
use three_lists::workspace::{Action, Changes, Device, Edit, Seen, Stamp, Taken, Workspace};

use crate::chance::Chance;
use crate::disk::{Disk, now};
use crate::intake::Intake;
use crate::model::Meant;
use crate::storage::Storage;

/// What went against a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Two offices hold different things in the end.
    Diverged,
    /// Something that was promised to stay is gone.
    Lost,
    /// A field shows other values than the definition of heads gives.
    Heads,
    /// Something altered, foreign or made up was taken in.
    Forged,
    /// The product refused what it should do.
    Refused,
}

/// A broken promise, in words.
#[derive(Clone, Debug)]
pub struct Fault {
    pub what: Broken,
    pub words: String,
}

pub fn fault<T>(what: Broken, words: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { what, words: words.into() })
}

/// How often each thing happened.
pub type Counts = BTreeMap<&'static str, u64>;

/// An op as the simulator saw it being written.
pub struct Written {
    pub text: String,
    pub actor: ActorId,
    pub clock: u64,
    pub is_private: bool,
}

/// One machine of an office. A copied profile is a machine of its own.
pub struct Machine {
    pub name: String,
    pub office: usize,
    /// The key it will have when it joins.
    pub key: SecretKey,
    pub disk: Disk,
    pub app: Option<App>,
    /// Files that came before what they continue.
    pub inbox: Vec<Rc<Vec<u8>>>,
    /// How wrong its clock is, in seconds.
    pub drift: i64,
    /// Ops that its disk said it keeps.
    pub acknowledged: BTreeSet<Ref>,
    /// What it holds itself to have beside what it has.
    pub believed: Have,
}

/// The app, open on a machine that has joined.
pub struct App {
    pub workspace: Workspace,
    pub storage: Storage,
    pub held: BTreeSet<Ref>,
    /// The highest clock among those.
    pub clock: u64,
    pub form: Option<Form>,
    /// What it had when it last handed on: what the others have, if nothing was lost.
    pub handed: Option<Have>,
    /// The last intake, while nothing was handed on since.
    pub intake: Option<LastIntake>,
    /// Ops of an intake that was undone, until the disk says so.
    pub undone: BTreeSet<Ref>,
}

/// What an intake did, to undo it with.
pub struct LastIntake {
    pub taken: Taken,
    /// Small values it changed, as they were.
    pub local: Vec<(String, Option<String>)>,
    pub bytes: Rc<Vec<u8>>,
}

/// A form somebody has open.
pub struct Form {
    pub on: RecordId,
    pub field: String,
    pub seen: Seen,
    pub heads: BTreeSet<Ref>,
}

/// What a command is held to have seen.
pub enum Saw {
    /// What stands.
    Now,
    /// What a form showed.
    Form(Form),
    /// Nothing that came from elsewhere after the command began.
    Since(BTreeSet<Ref>),
}

/// A file on its way.
pub struct Parcel {
    pub to: usize,
    pub bytes: Rc<Vec<u8>>,
    /// The file as it was made, where somebody altered it.
    pub original: Option<Rc<Vec<u8>>>,
}

/// Everything there is, and what of it was written.
pub struct Course<'a> {
    pub chance: Chance,
    pub intake: &'a dyn Intake,
    pub machines: Vec<Machine>,
    pub roads: Vec<Parcel>,
    pub written: BTreeMap<Ref, Written>,
    pub meant: BTreeMap<RecordId, Vec<Meant>>,
    pub counts: Counts,
    pub id: WorkspaceId,
    /// A file of another workspace.
    pub foreign: Rc<Vec<u8>>,
    pub now: i64,
    pub serial: u64,
    /// True where every office writes what is its own and the street lets machines in; else all are machines of the street,
    /// so that every op is applied and the plain model holds.
    pub is_ruled: bool,
    is_loud: bool,
}

/// Runs the course of a seed; what happened is counted in any case.
pub fn run(seed: u64, intake: &dyn Intake, is_loud: bool) -> (Result<String, Fault>, Counts) {
    let mut course = Course::new(seed, intake, is_loud);
    let outcome = course.run();
    (outcome, course.counts)
}

impl<'a> Course<'a> {
    fn new(seed: u64, intake: &'a dyn Intake, is_loud: bool) -> Course<'a> {
        Course {
            chance: Chance::new(seed),
            intake,
            machines: Vec::new(),
            roads: Vec::new(),
            written: BTreeMap::new(),
            meant: BTreeMap::new(),
            counts: Counts::new(),
            id: WorkspaceId([0; 16]),
            foreign: Rc::default(),
            now: 1_790_000_000,
            serial: 0,
            is_ruled: false,
            is_loud,
        }
    }

    fn run(&mut self) -> Result<String, Fault> {
        self.begin()?;
        for _ in 0..45 + self.chance.below(45) {
            self.happen()?;
        }
        self.settle()?;
        self.check()
    }

    pub fn say(&self, words: impl FnOnce() -> String) {
        if self.is_loud {
            println!("{}", words());
        }
    }

    pub fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub fn stamp(&mut self, at: usize, action: Action) -> Stamp {
        let by = self.chance.one_in(2).then(|| format!("person {}", self.chance.below(3)));
        Stamp { at: Timestamp(self.now + self.machines[at].drift), by, action, why: None }
    }

    pub fn device(&mut self) -> Device {
        Device { key: SecretKey::from_bytes(self.chance.bytes()), run: self.chance.run() }
    }

    pub fn machine(&mut self, name: String, office: usize, disk: Disk) -> usize {
        const DRIFTS: [i64; 6] = [0, -400_000_000, 31_536_000, 17, -3_600, -86_400];
        let drift = DRIFTS[self.chance.below(DRIFTS.len())];
        let (inbox, acknowledged, believed) = (Vec::new(), BTreeSet::new(), Have::new());
        let key = SecretKey::from_bytes(self.chance.bytes());
        self.machines.push(Machine { name, office, key, disk, app: None, inbox, drift, acknowledged, believed });
        self.machines.len() - 1
    }

    /// The street makes the workspace and its offices, and hands everybody a first file.
    fn begin(&mut self) -> Result<(), Fault> {
        let offices = 3 + self.chance.below(4);
        self.is_ruled = self.chance.one_in(4) && self.intake.writes_nothing();
        for office in 0..offices {
            let cap = if self.chance.one_in(4) { 3_000 } else { 1_500_000 };
            let disk = Disk::new(!self.chance.one_in(4), cap);
            let at = self.machine(office.to_string(), office, disk);
            self.open(at)?;
        }
        self.foreign = self.foreign_file();
        let (device, stamp) = (self.device(), self.stamp(0, Action::Save));
        let made = Workspace::create("street", "office 0", device, &stamp);
        let (workspace, changes) = made.or_else(|error| fault(Broken::Refused, error.to_string()))?;
        self.id = workspace.id();
        self.install(0, workspace, &changes);
        self.register(0, &changes, &Saw::Now)?;
        let role = if self.is_ruled { "unit" } else { "street" };
        let others = (1..offices).map(|office| {
            let fields = [("name".to_owned(), format!("office {office}").into()), ("role".to_owned(), role.into())];
            Edit::new(Kind::Office, Fields::from(fields))
        });
        self.command(0, others.collect(), Action::Save, Saw::Now)?;
        if !self.is_ruled {
            let street = self.workspace(0).my_office().expect("the street").to_string();
            let machines = self.machines.iter().skip(1).map(|it| {
                let fields = [("actor", it.key.actor().to_string()), ("office", street.clone())];
                let fields = fields.map(|(name, text)| (name.to_owned(), Value::from(text)));
                Edit::new(Kind::Device, Fields::from(fields))
            });
            let machines = machines.collect();
            self.command(0, machines, Action::Save, Saw::Now)?;
        }
        let workspace = self.workspace(0).clone();
        for need in 0..2 {
            let title = format!("first {need}");
            let fields = Fields::from([("title".to_owned(), Value::from(title.as_str()))]);
            self.command(0, vec![Edit::new(Kind::Need, fields)], Action::Save, Saw::Now)?;
        }
        self.say(|| format!("{offices} offices, workspace {}", workspace.id()));
        self.save(0)?;
        for to in 1..offices {
            if let Some(bytes) = self.make_file(0, None, false)? {
                self.roads.push(Parcel { to, bytes, original: None });
            }
        }
        while self.roads.len() > 1 {
            self.deliver()?;
        }
        Ok(())
    }

    /// One thing that happens somewhere.
    fn happen(&mut self) -> Result<(), Fault> {
        self.now += self.chance.below(5_000) as i64;
        let at = self.chance.below(self.machines.len());
        let chosen = self.chance.below(100);
        if self.machines[at].app.is_none() && !(85..92).contains(&chosen) {
            return self.deliver();
        }
        if self.is_ruled && at == 0 && self.chance.one_in(4) {
            return self.street_acts(false).map(drop);
        }
        match chosen {
            0..6 => self.make(at),
            6..25 => self.edit(at),
            25..30 => self.form(at),
            30..34 => self.archive_or_restore(at),
            34..40 => self.take_back(at),
            40..48 => self.choose(at),
            48..50 => self.recall(at),
            50..52 => self.long_command(at),
            52..69 => self.hand_on(at),
            69..82 => self.deliver(),
            82..85 => self.undo_intake(at),
            85..89 => self.trouble(at),
            89..92 => self.open_again(at),
            92..94 => self.copy_profile(at),
            94..97 => {
                self.machines[at].drift += [-90_000_000, -600, 5, 86_400 * 900][self.chance.below(4)];
                self.count("clock set");
                Ok(())
            }
            97..99 => {
                let is_full = self.chance.one_in(2);
                self.machines[at].disk.set_full(is_full);
                self.save(at)
            }
            _ => {
                let bytes = Rc::clone(&self.foreign);
                self.roads.push(Parcel { to: at, bytes, original: None });
                Ok(())
            }
        }
    }

    pub fn app(&mut self, at: usize) -> &mut App {
        self.machines[at].app.as_mut().expect("an office that joined")
    }

    pub fn workspace(&mut self, at: usize) -> &mut Workspace {
        &mut self.app(at).workspace
    }

    /// Shows a workspace that was just made or received.
    pub fn install(&mut self, at: usize, workspace: Workspace, changes: &Changes) {
        let key = workspace.device().key.to_stored();
        let storage = Storage::default();
        let mut app = App::new(workspace, storage);
        app.storage.local.insert("key".to_owned(), key.clone());
        app.keep(Batch { local: vec![("key".to_owned(), Some(key))], ..batch_of(changes) });
        self.machines[at].app = Some(app);
    }

    /// Writes a command, if it is none that is refused.
    pub fn command(&mut self, at: usize, edits: Vec<Edit>, action: Action, saw: Saw) -> Result<bool, Fault> {
        let stamp = self.stamp(at, action);
        let written = self.workspace(at).edit(edits, &stamp);
        self.keep(at, written.ok(), saw)
    }

    /// Registers what a command wrote, and hands it to storage.
    pub fn keep(&mut self, at: usize, changes: Option<Changes>, saw: Saw) -> Result<bool, Fault> {
        let Some(changes) = changes else {
            self.count("nothing to write");
            return Ok(false);
        };
        self.app(at).keep(batch_of(&changes));
        self.register(at, &changes, &saw)?;
        Ok(true)
    }

    fn foreign_file(&mut self) -> Rc<Vec<u8>> {
        let (device, stamp) = (self.device(), self.stamp(0, Action::Save));
        let (mut other, _) = Workspace::create("elsewhere", "office 0", device, &stamp).expect("a workspace");
        other.seal();
        let contents = crate::road::contents(&other, stamp.at, None, false);
        let text = three_lists::exchange::write(other.replica(), &other.device().key, contents).expect("a file");
        Rc::new(text.into_bytes())
    }

    /// Opens a machine's disk when nothing is on it yet.
    fn open(&mut self, at: usize) -> Result<(), Fault> {
        use three_lists::storage::Desk;
        let opened = now(self.machines[at].disk.open());
        opened.map(|_| ()).or_else(|error| fault(Broken::Lost, error.to_string()))
    }
}

/// What storage must keep of a command's changes.
pub fn batch_of(changes: &Changes) -> Batch {
    let chains = changes.batch.iter().map(|update| ChainUpdate {
        chain: update.chain.clone(),
        meta: Some(update.meta.clone()),
        from: update.from,
        ops: update.ops.clone(),
        head: update.head.clone(),
    });
    Batch { chains: chains.collect(), ..Batch::default() }
}
