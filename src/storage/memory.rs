//! The desk without a browser: the same plans carried out on a map, for native tests of everything above.

use std::cell::RefCell;
use std::rc::Rc;

use super::plan::{Contents, Evidence, layouts, plan_save, recover};
use super::sealing::{opened, sealed};
use super::{Batch, Cipher, Desk, Opened, StorageError};

/// A desk in memory; clones share what is stored, so that a test opens it again as another start would.
#[derive(Clone, Default)]
pub struct MemoryDesk {
    contents: Rc<RefCell<Contents>>,
    refusal: Rc<RefCell<Option<StorageError>>>,
    cipher: Option<Rc<dyn Cipher>>,
}

impl MemoryDesk {
    /// An empty desk.
    pub fn new() -> MemoryDesk {
        MemoryDesk::default()
    }

    /// The same desk under a cipher, or under none.
    pub fn under(&self, cipher: Option<Rc<dyn Cipher>>) -> MemoryDesk {
        MemoryDesk { cipher, ..self.clone() }
    }

    /// What it holds, as it holds it.
    pub fn contents(&self) -> Contents {
        self.contents.borrow().clone()
    }

    /// Makes the next save fail this way.
    pub fn refuse_next(&self, error: StorageError) {
        *self.refusal.borrow_mut() = Some(error);
    }
}

impl Desk for MemoryDesk {
    async fn open(&self) -> Result<Opened, StorageError> {
        let (store, torn) = opened(self.cipher.as_deref(), self.contents())?;
        Ok(recover(&Evidence { store, torn, ..Evidence::default() }).opened)
    }

    async fn save(&self, batch: &Batch) -> Result<(), StorageError> {
        if let Some(error) = self.refusal.borrow_mut().take() {
            return Err(error);
        }
        let mut contents = self.contents.borrow_mut();
        let (clear, _) = opened(self.cipher.as_deref(), contents.clone())?;
        let plan = plan_save(batch, &layouts(&clear), contents.seq + 1)?;
        let changes = sealed(self.cipher.as_deref(), &plan.changes);
        changes.iter().for_each(|change| contents.apply(change));
        Ok(())
    }

    async fn accept_loss(&self) -> Result<(), StorageError> {
        Ok(())
    }

    async fn erase(&self) -> Result<(), StorageError> {
        *self.contents.borrow_mut() = Contents::default();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::storage::{ChainUpdate, Recovery};

    fn now<T>(future: impl Future<Output = T>) -> T {
        match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("a desk in memory answers at once"),
        }
    }

    fn batch(from: u64, ops: &[&str], head: &str) -> Batch {
        let ops = ops.iter().map(|&op| op.to_owned()).collect();
        let update = ChainUpdate { chain: "a.s".into(), meta: Some("{}".into()), from, ops, head: head.into() };
        Batch { chains: vec![update], local: vec![("key".into(), Some(head.into()))], ..Batch::default() }
    }

    #[test]
    fn what_was_saved_is_there_at_the_next_start() {
        let desk = MemoryDesk::new();
        assert_eq!(now(desk.open()).unwrap().recovery, Recovery::Fresh);
        now(desk.save(&batch(1, &["one", "two"], "h2"))).unwrap();
        now(desk.save(&batch(3, &["three"], "h3"))).unwrap();
        let again = now(desk.clone().open()).unwrap();
        assert_eq!(again.recovery, Recovery::Intact);
        assert_eq!(again.chains[0].ops, "one\ntwo\nthree");
        assert_eq!((again.chains[0].count, again.chains[0].head.as_str()), (3, "h3"));
        assert_eq!(again.local["key"], "h3");
        now(desk.erase()).unwrap();
        assert_eq!(now(desk.open()).unwrap().recovery, Recovery::Fresh);
    }

    #[test]
    fn a_refused_save_changes_nothing() {
        let desk = MemoryDesk::new();
        now(desk.save(&batch(1, &["one"], "h1"))).unwrap();
        let before = now(desk.open()).unwrap();
        desk.refuse_next(StorageError::NotWriter);
        assert_eq!(now(desk.save(&batch(2, &["two"], "h2"))), Err(StorageError::NotWriter));
        let stale = StorageError::Stale { chain: "a.s".into(), have: 1, expected: 4 };
        assert_eq!(now(desk.save(&batch(5, &["five"], "h5"))), Err(stale));
        let malformed = StorageError::Malformed { chain: "a.s".into() };
        assert_eq!(now(desk.save(&batch(2, &["two\nlines"], "h2"))), Err(malformed));
        assert_eq!(now(desk.open()).unwrap(), before);
    }
}
