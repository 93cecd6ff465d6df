//! A small map: a few pairs in a row, found by looking at each.
//!
//! A `BTreeMap` is compiled anew, some kilobytes of WebAssembly, for every pair of types; where there are few pairs, as of
//! machines, this is as fast.

/// Pairs in the order in which their keys came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs<K, V>(Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Pairs<K, V> {
        Pairs(Vec::new())
    }
}

impl<K: PartialEq, V> Pairs<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.iter().find(|(it, _)| it == key).map(|(_, value)| value)
    }

    /// Puts a value in, in the place of what the key had.
    pub fn set(&mut self, key: K, value: V) {
        match self.0.iter_mut().find(|(it, _)| *it == key) {
            Some((_, known)) => *known = value,
            None => self.0.push((key, value)),
        }
    }

    /// The value of a key, a default one where it had none.
    pub fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.0.iter().position(|(it, _)| *it == key).unwrap_or_else(|| {
            self.0.push((key, V::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_of_a_key_stays_in_its_place() {
        let mut pairs = Pairs::default();
        for (key, value) in [(2, 'a'), (1, 'b'), (2, 'c')] {
            pairs.set(key, value);
        }
        assert_eq!(pairs.iter().collect::<Vec<_>>(), [(&2, &'c'), (&1, &'b')]);
        assert_eq!((pairs.get(&1), pairs.get(&3)), (Some(&'b'), None));
        let mut counted: Pairs<char, usize> = Pairs::default();
        assert!(counted.is_empty());
        for letter in "abba".chars() {
            *counted.entry(letter) += 1;
        }
        assert_eq!(counted.iter().collect::<Vec<_>>(), [(&'a', &2), (&'b', &2)]);
    }
}
