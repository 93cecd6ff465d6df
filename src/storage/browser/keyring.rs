//! The ciphers of the locked slots that were opened in this tab, held as long as the page stands.

use std::cell::RefCell;
use std::rc::Rc;

use crate::storage::Cipher;

thread_local! {
    static HELD: RefCell<Vec<(String, Rc<dyn Cipher>)>> = const { RefCell::new(Vec::new()) };
}

/// Holds the cipher of a slot from now on; everything stored there goes through it.
pub fn hold(slot: &str, cipher: Rc<dyn Cipher>) {
    HELD.with_borrow_mut(|held| {
        held.retain(|(name, _)| name != slot);
        held.push((slot.to_owned(), cipher));
    });
}

/// Lets go of a slot's cipher.
pub fn let_go(slot: &str) {
    HELD.with_borrow_mut(|held| held.retain(|(name, _)| name != slot));
}

/// The cipher of a slot, if it is locked and was opened here.
pub fn cipher(slot: &str) -> Option<Rc<dyn Cipher>> {
    HELD.with_borrow(|held| held.iter().find(|(name, _)| name == slot).map(|(_, cipher)| Rc::clone(cipher)))
}
