//! Header, sections and rows of a compiled gazetteer.

use super::names::Names;

/// First bytes of the file.
pub(super) const MAGIC: &[u8; 8] = b"svodkaGZ";
/// Changes whenever an older program could not read the file.
pub const VERSION: u32 = 1;
/// Magic, version, hash of the inputs, and where each of the five sections ends.
pub(super) const HEADER: usize = 8 + 4 + 32 + 5 * 4;
/// Bytes of one row.
pub(super) const ROW: usize = 3 + 3 + 4 + 4 + 2 + 2 + 1 + 4;
/// Steps of a coordinate in one degree: about five metres.
pub(super) const STEPS: f64 = 20_000.0;

/// What stands behind a row or a hand-written place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A country or a territory with a code of its own.
    Country,
    /// A first-level division of a country.
    Region,
    /// A larger, informal or historic stretch of land.
    Area,
    /// A city, town or village.
    Settlement,
    /// A part of a settlement or of a region.
    District,
    /// A civil airport.
    Airport,
    /// An airfield or an air base.
    Airfield,
    /// A sea, river, lake or strait.
    Water,
    /// An island or a group of islands.
    Island,
    /// A mountain, ridge, desert or another natural feature.
    Land,
    /// A building, square or site.
    Facility,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Kind; 11] = [
        Kind::Country,
        Kind::Region,
        Kind::Area,
        Kind::Settlement,
        Kind::District,
        Kind::Airport,
        Kind::Airfield,
        Kind::Water,
        Kind::Island,
        Kind::Land,
        Kind::Facility,
    ];
}

/// A compiled gazetteer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// It does not begin like one.
    #[error("not a gazetteer")]
    Magic,
    /// It was compiled for another program.
    #[error("gazetteer has format {0}, this program reads {VERSION}")]
    Version(u32),
    /// It is cut off or overwritten.
    #[error("gazetteer is damaged")]
    Damaged,
}

/// A place of the compiled gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// Preferred Russian name.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants; for a region the sum over its settlements; for an airport 2 when large, else 1; 0 when unknown.
    pub population: u32,
    /// GeoNames number, 0 for none.
    pub geonames: u32,
    /// Number of the Wikidata entity, 0 for none.
    pub wikidata: u32,
    /// Row of the region that it lies in.
    pub admin1: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub country: [u8; 2],
}

/// That a place bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The place's row.
    pub row: u32,
    /// True for its preferred name, false for another spelling or an older name.
    pub preferred: bool,
}

pub(super) const LAST: u32 = 1 << 31;

/// A compiled gazetteer, read where it lies.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    inputs: [u8; 32],
    rows: &'a [u8],
    wikidata: &'a [u8],
    texts: &'a [u8],
    postings: &'a [u8],
    names: Names<&'a [u8]>,
}

impl<'a> Gazetteer<'a> {
    /// Opens a compiled gazetteer in constant time.
    pub fn open(bytes: &'a [u8]) -> Result<Gazetteer<'a>, FormatError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(FormatError::Magic);
        }
        let version = u32_at(bytes, 8).ok_or(FormatError::Damaged)?;
        if version != VERSION {
            return Err(FormatError::Version(version));
        }
        Gazetteer::sections(bytes).ok_or(FormatError::Damaged)
    }

    fn sections(bytes: &'a [u8]) -> Option<Gazetteer<'a>> {
        let inputs = bytes.get(12..44)?.try_into().ok()?;
        let end = |section: usize| u32_at(bytes, 44 + 4 * section).map(|end| end as usize);
        let gazetteer = Gazetteer {
            inputs,
            rows: bytes.get(HEADER..end(0)?)?,
            wikidata: bytes.get(end(0)?..end(1)?)?,
            texts: bytes.get(end(1)?..end(2)?)?,
            postings: bytes.get(end(2)?..end(3)?)?,
            names: Names::open(bytes.get(end(3)?..end(4)?)?)?,
        };
        (end(4)? == bytes.len() && gazetteer.rows.len().is_multiple_of(ROW)).then_some(gazetteer)
    }

    /// Hash of everything that it was compiled from.
    pub fn inputs(&self) -> &[u8; 32] {
        &self.inputs
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// True without any place.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The names, each with the number of its first posting.
    pub fn names(&self) -> &Names<&'a [u8]> {
        &self.names
    }

    /// The places that bear the name with this number.
    pub fn postings(&self, number: u64) -> impl Iterator<Item = Posting> + use<'a> {
        let postings = self.postings;
        let mut next = usize::try_from(number).ok();
        std::iter::from_fn(move || {
            let at = next?;
            let word = u32_at(postings, at.checked_mul(4)?)?;
            next = (word & LAST == 0).then_some(at + 1);
            Some(Posting { row: (word & !LAST) >> 1, preferred: word & 1 == 1 })
        })
    }

    /// A place.
    pub fn row(&self, row: u32) -> Option<Row<'a>> {
        let start = row as usize * ROW;
        let bytes = self.rows.get(start..start + ROW)?;
        let text = u32_at(bytes, 19)? as usize;
        let length = usize::from(*self.texts.get(text)?);
        let admin1 = u16::from_le_bytes([bytes[14], bytes[15]]);
        Some(Row {
            name: std::str::from_utf8(self.texts.get(text + 1..text + 1 + length)?).ok()?,
            kind: *Kind::ALL.get(usize::from(bytes[18]))?,
            lat: degrees(&bytes[0..3]),
            lon: degrees(&bytes[3..6]),
            population: u32_at(bytes, 6)?,
            geonames: u32_at(bytes, 10)?,
            wikidata: u32_at(self.wikidata, row as usize * 4).unwrap_or_default(),
            admin1: (admin1 > 0).then(|| u32::from(admin1) - 1),
            country: [bytes[16], bytes[17]],
        })
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn degrees(bytes: &[u8]) -> f64 {
    let steps = i32::from_le_bytes([0, bytes[0], bytes[1], bytes[2]]) >> 8;
    // Rounded, so that the record shows 43.2525 and not 43.252500000000005.
    (f64::from(steps) / STEPS * 1e5).round() / 1e5
}
