//! FNV-1a with 64 bits: the same on every machine, unlike the standard hasher.
//! Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV
//! Non-Cryptographic Hash Algorithm" (draft-eastlake-fnv).

/// A hash that is not done: bytes may be added.
#[derive(Clone, Copy)]
pub(super) struct Hash(pub(super) u64);

impl Hash {
    /// Of no bytes.
    pub(super) const EMPTY: Hash = Hash(0xcbf2_9ce4_8422_2325);

    pub(super) fn with(self, byte: u8) -> Hash {
        Hash((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    /// The values of its test vectors.
    #[test]
    fn it_is_the_published_one() {
        let of = |text: &str| text.bytes().fold(Hash::EMPTY, Hash::with).0;
        assert_eq!(
            [of(""), of("a"), of("foobar")],
            [0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8]
        );
    }
}
