//! The workload every figure is taken on: records of eight fields, six of them short Chinese texts, by twenty actors.
//!
//! The same shape as the side-by-side comparison of synchronisation libraries, so that figures can stand beside theirs.

use std::sync::OnceLock;

use three_lists::domain::{Fields, Quantity, RecordId, Value};
use three_lists::exchange::{self, Contents, Have, Private, Summary};
use three_lists::oplog::{Draft, Ref, Replica, Scope, SecretKey, Timestamp, WorkspaceId};
use three_lists::workspace::{Device, Policy, Workspace};

/// Actors that wrote the records.
pub const ACTORS: usize = 20;

/// The fields of a record, sorted.
pub const FIELDS: [&str; 8] = ["contact", "due", "kind", "note", "owner", "place", "qty", "title"];

/// About four hundred common characters, so that a file packs like office text.
pub const HAN: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

/// A small seeded generator (mulberry32): the same numbers on every machine.
pub struct Numbers(u32);

impl Numbers {
    /// Numbers from a seed.
    pub fn new(seed: u32) -> Numbers {
        Numbers(seed)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ (self.0 >> 15)).wrapping_mul(1 | self.0);
        t = t.wrapping_add((t ^ (t >> 7)).wrapping_mul(61 | t)) ^ t;
        ((u64::from(t ^ (t >> 14)) * bound as u64) >> 32) as usize
    }
}

/// A run's name: eight characters that do not repeat between actors.
pub fn run(seed: u32) -> String {
    let mut numbers = Numbers::new(seed ^ 0x5eed);
    (0..8).map(|_| char::from(b"0123456789abcdefghjkmnpqrstvwxyz"[numbers.below(32)])).collect()
}

/// A new value of a field.
pub fn value(numbers: &mut Numbers, field: &str, letters: &[char]) -> Value {
    match field {
        "qty" => Value::Integer(numbers.below(100_000) as i64),
        "due" => Value::Text(format!("2026-{:02}-{:02}", 1 + numbers.below(12), 1 + numbers.below(28))),
        _ => {
            let length = 10 + numbers.below(5);
            Value::Text((0..length).map(|_| letters[numbers.below(letters.len())]).collect())
        }
    }
}

/// An op on a record, whose writer has seen those.
pub fn draft(at: i64, on: RecordId, set: Fields, seen: Vec<Ref>) -> Draft {
    Draft { at: Timestamp(at), by: None, act: None, group: None, source: None, why: None, on, set, seen }
}

/// Queries as they are typed, one key after the other: by pinyin, as text, and several words.
pub const TYPED: [&str; 9] = ["h", "hy", "hys", "huiys", "会", "会议", "会议室", "hy sd", "的一 cq"];

/// A list's queries that look at every record: by address.
pub const ASKED: [&str; 7] = [
    "sort=title",
    "sort=wanted_by,-title",
    "is.category=venue,other&sort=-quantity",
    "only=due&sort=asker",
    "group=asker",
    "is.category=venue,other&group=asker&sort=-quantity",
    "from.wanted_by=-30&to.wanted_by=%2B30&only=waiting&sort=made",
];

/// A workspace of needs as a list shows them, each with about sixty characters of text, asked by two hundred offices.
///
/// A third of the contents name a thing people look for, so that searches hit.
pub fn needs(records: usize) -> Workspace {
    needs_of(records, 200)
}

/// The same, asked by so many offices.
pub fn needs_of(records: usize, offices: usize) -> Workspace {
    const THINGS: [&str; 6] = ["会议室", "文化馆", "重庆路", "老年食堂", "音乐教室", "党建联络员"];
    const CATEGORIES: [&str; 4] = ["venue", "talent", "health", "other"];
    let letters: Vec<char> = HAN.chars().collect();
    let mut numbers = Numbers::new(20_260_102);
    let mut replica = begun();
    let (key, run) = (key(STREET), run(STREET as u32));
    let mut write = |kind: &str, at: usize, set: Fields| {
        let place = replica.next_place(key.actor(), &run, Scope::Shared);
        let id = RecordId::parse(&format!("{kind}/{place}")).expect("an id");
        replica.append(&key, &run, Scope::Shared, &draft(1_767_225_600 + at as i64, id.clone(), set, Vec::new()));
        id
    };
    let text = |numbers: &mut Numbers, least: usize| {
        let length = least + numbers.below(5);
        (0..length).map(|_| letters[numbers.below(letters.len())]).collect::<String>()
    };
    let offices: Vec<RecordId> = (0..offices)
        .map(|at| write("office", at, Fields::from([("name".to_owned(), text(&mut numbers, 8).into())])))
        .collect();
    for at in 0..records {
        let thing = if numbers.below(3) == 0 { THINGS[numbers.below(THINGS.len())] } else { "" };
        let date = format!("2026-{:02}-{:02}", 1 + numbers.below(12), 1 + numbers.below(28));
        let quantity = Quantity { n: numbers.below(500) as i64, unit: "人".to_owned() };
        let set = [
            ("title", Value::from(text(&mut numbers, 10))),
            ("content", Value::from(text(&mut numbers, 30) + thing)),
            ("place", Value::from(text(&mut numbers, 8))),
            ("category", Value::from(CATEGORIES[numbers.below(CATEGORIES.len())])),
            ("status", Value::from("published")),
            ("asker", Value::from(offices[numbers.below(offices.len())].as_str())),
            ("wanted_by", Value::from(date)),
            ("quantity", quantity.to_value()),
        ];
        write("need", at, set.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    }
    let text = file(&mut replica, STREET, None);
    let logs = exchange::read(text.as_bytes()).expect("a good file").logs;
    let device = Device { key: SecretKey::from_bytes([200; 32]), run: "bench000".to_owned() };
    Workspace::receive(workspace(), logs, device).expect("no gap").0
}

/// The street that made the workspace: its number among the actors.
const STREET: usize = 240;

/// The workspace all of it belongs to.
pub fn workspace() -> WorkspaceId {
    static ID: OnceLock<WorkspaceId> = OnceLock::new();
    *ID.get_or_init(|| {
        let street = street(&[]);
        WorkspaceId::of(street.hash_at(&street.branch_states()[0], 1).expect("the street began it"))
    })
}

/// What the street wrote: the workspace, an office, and which machines speak for it.
fn street(machines: &[usize]) -> Replica {
    let mut replica = Replica::default();
    let (key_of_street, run) = (key(STREET), run(STREET as u32));
    let mut write = |kind: &str, fields: Vec<(&str, Value)>| {
        let place = replica.next_place(key_of_street.actor(), &run, Scope::Shared);
        let id = RecordId::parse(&format!("{kind}/{place}")).expect("an id");
        let set = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        replica.append(&key_of_street, &run, Scope::Shared, &draft(1_767_225_500, id.clone(), set, Vec::new()));
        Value::from(id.as_str())
    };
    write("workspace", vec![("title", "示例街道".into())]);
    let office = write("office", vec![("name", "示例社区".into()), ("role", "community".into())]);
    for actor in machines {
        let actor = Value::from(key(*actor).actor().to_string());
        write("device", vec![("actor", actor), ("office", office.clone())]);
    }
    replica
}

/// A replica that holds nothing, and applies what the offices of the workload may write.
pub fn judged() -> Replica {
    let mut replica = Replica::default();
    replica.be_judged(Box::new(Policy::new(workspace(), key(0).actor())));
    replica
}

/// The same, with the street's log and everybody's machine let in.
pub fn begun() -> Replica {
    let mut machines: Vec<usize> = (0..ACTORS).collect();
    machines.push(100);
    let mut street = street(&machines);
    let text = file(&mut street, STREET, None);
    let mut replica = judged();
    replica.admit(exchange::read(text.as_bytes()).expect("a good file").logs).expect("no gap");
    replica
}

/// An actor's key.
pub fn key(actor: usize) -> SecretKey {
    SecretKey::from_bytes([u8::try_from(actor + 1).expect("few actors"); 32])
}

/// A replica with `records` records, one op each, all sealed.
pub fn replica(records: usize) -> Replica {
    let letters: Vec<char> = HAN.chars().collect();
    let mut numbers = Numbers::new(20_260_101 + u32::try_from(records).expect("few records"));
    let mut replicas: Vec<Replica> = (0..ACTORS).map(|_| Replica::default()).collect();
    for index in 0..records {
        let actor = index % ACTORS;
        let (key, run) = (key(actor), run(actor as u32));
        let place = replicas[actor].next_place(key.actor(), &run, Scope::Shared);
        let id = RecordId::parse(&format!("need/{place}")).expect("an id");
        let set = FIELDS.iter().map(|field| ((*field).to_owned(), value(&mut numbers, field, &letters))).collect();
        let at = 1_767_225_600 + (actor * 100_000 + index / ACTORS) as i64;
        replicas[actor].append(&key, &run, Scope::Shared, &draft(at, id, set, Vec::new()));
    }
    let mut all = begun();
    for (actor, mut replica) in replicas.into_iter().enumerate() {
        let text = file(&mut replica, actor, None);
        all.admit(exchange::read(text.as_bytes()).expect("a good file").logs).expect("no gap");
    }
    all
}

/// The file `actor` writes; what the reader has, if given, is left out.
pub fn file(replica: &mut Replica, actor: usize, base: Option<Have>) -> String {
    let key = key(actor);
    replica.seal_own(&key, workspace());
    let contents = Contents {
        workspace: workspace(),
        title: "示例街道".to_owned(),
        office: None,
        made_at: Timestamp(1_790_000_000),
        summary: Summary::default(),
        base,
        private: Private::None,
    };
    exchange::write(replica, &key, contents).expect("something to write")
}

/// The delta of an actor nobody met, who changed one field of `edits` records of `replica`.
pub fn delta(replica: &Replica, edits: usize) -> String {
    let letters: Vec<char> = HAN.chars().collect();
    let mut numbers = Numbers::new(777);
    let mut changed = replica.clone();
    let ids: Vec<RecordId> = replica.records_of("need").cloned().collect();
    let (key, run) = (key(100), run(100));
    for index in 0..edits {
        // A stride prime to the sizes measured: every record at most once.
        let id = &ids[(numbers.below(7) + index * 7) % ids.len()];
        let field = FIELDS[numbers.below(FIELDS.len())];
        let seen = changed.heads(id, field).into_iter().map(|head| head.op).collect();
        let set = Fields::from([(field.to_owned(), value(&mut numbers, field, &letters))]);
        changed.append(&key, &run, Scope::Shared, &draft(1_770_000_000 + index as i64, id.clone(), set, seen));
    }
    file(&mut changed, 100, Some(exchange::have(replica)))
}
