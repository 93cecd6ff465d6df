//! Telling few different texts apart among many, as quickly as they can be read.

/// Different texts by number, in the order they were first met.
pub(super) struct Distinct<'a> {
    texts: Vec<&'a str>,
    /// Where each stands in `texts`, at the place its hash names or the next free one behind; a power of two, half empty.
    slots: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl<'a> Distinct<'a> {
    /// None yet.
    pub fn new() -> Distinct<'a> {
        Distinct { texts: Vec::new(), slots: vec![FREE; 256] }
    }

    /// The number of a text; a new one when it was not met before.
    pub fn number(&mut self, text: &'a str) -> usize {
        let at = self.slot(text);
        if self.slots[at] != FREE {
            return self.slots[at] as usize;
        }
        let number = self.texts.len();
        self.slots[at] = u32::try_from(number).unwrap_or(FREE);
        self.texts.push(text);
        if self.texts.len() * 2 > self.slots.len() {
            self.slots = vec![FREE; self.slots.len() * 2];
            for (number, text) in self.texts.iter().enumerate() {
                let at = self.slot(text);
                self.slots[at] = u32::try_from(number).unwrap_or(FREE);
            }
        }
        number
    }

    fn slot(&self, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        // FNV-1a; its order shows nowhere.
        let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut at = (hash ^ (hash >> 15)) as usize & mask;
        while self.slots[at] != FREE && self.texts[self.slots[at] as usize] != text {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_texts_as_they_are_met() {
        let texts: Vec<String> = (0..5_000).map(|it| format!("office/run.{}", it % 1_700)).collect();
        let mut distinct = Distinct::new();
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(distinct.number(text), at % 1_700);
        }
    }
}
