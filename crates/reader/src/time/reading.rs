/// A named number that a pattern captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Slot {
    /// Year, and the second year of a range.
    Year,
    Year2,
    /// Year counted from that of the publication, and from the last one named.
    YearOffset,
    YearAnchored,
    Month,
    Month2,
    Day,
    Day2,
    Weekday,
    /// 1 morning to 4 night.
    Part,
    Hour,
    Minute,
    /// Hours to add to an hour below 12.
    Meridiem,
    /// Amount in half units.
    Amount,
    /// Half-months of «полгода».
    Semester,
    /// The amount is vague («несколько»).
    Vague,
    Ordinal,
    Unit,
    /// Offset in units of what the expression names.
    Offset,
    /// EDTF's number.
    Season,
    Decade,
    Century,
    Quarter,
    HalfYear,
    /// The weekend is named.
    Weekend,
    /// A part of the period only («в начале»).
    Edge,
    /// -1 a little less, 0 about, 1 more.
    About,
    /// Captured, but of no use.
    Nothing,
}

const SLOTS: usize = Slot::Nothing as usize + 1;
const EMPTY: i32 = i32::MIN;

/// What a pattern captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fields([i32; SLOTS]);

impl Default for Fields {
    fn default() -> Fields {
        Fields([EMPTY; SLOTS])
    }
}

impl Fields {
    /// The value of a slot.
    pub(crate) fn at(&self, slot: Slot) -> Option<i32> {
        Some(self.0[slot as usize]).filter(|&value| value != EMPTY)
    }

    /// Whether a slot is filled.
    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.0[slot as usize] != EMPTY
    }

    /// Whether any of these is filled.
    pub(crate) fn any(&self, slots: &[Slot]) -> bool {
        slots.iter().any(|&slot| self.has(slot))
    }

    pub(crate) fn set(&mut self, slot: Slot, value: i32) {
        self.0[slot as usize] = value;
    }

    pub(crate) fn clear(&mut self, slot: Slot) {
        self.0[slot as usize] = EMPTY;
    }

    /// Fills from another where empty.
    pub(crate) fn complete(&mut self, other: &Fields) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            if *mine == EMPTY {
                *mine = theirs;
            }
        }
    }
}

impl Slot {
    /// The slot of a name in `rules.toml`, which is also the default of the class of that name.
    pub(crate) fn named(name: &str) -> Option<Slot> {
        Some(match name {
            "year" | "YEAR" | "YEARTH" | "YEARLIKE" | "YY" => Slot::Year,
            "year2" => Slot::Year2,
            "of-year" => Slot::YearOffset,
            "same-year" => Slot::YearAnchored,
            "month" | "abbr" | "monthadj" => Slot::Month,
            "month2" => Slot::Month2,
            "day" | "DAY" | "DAYTH" => Slot::Day,
            "day2" => Slot::Day2,
            "weekday" | "weekdaygen" | "weekdayadj" => Slot::Weekday,
            "part" | "part.day" | "partnoun" => Slot::Part,
            "hour" | "HOUR" | "noon" => Slot::Hour,
            "minute" | "MINUTE" => Slot::Minute,
            "meridiem" | "meridiem.day" => Slot::Meridiem,
            "n" | "N" => Slot::Amount,
            "semester" => Slot::Semester,
            "vague" => Slot::Vague,
            "ORD" => Slot::Ordinal,
            "unit" | "lengthadj" => Slot::Unit,
            "rel" | "relpl" | "next" | "prev" | "deictic" | "deicticadj" | "yearadj" => Slot::Offset,
            "season" | "seasonadv" => Slot::Season,
            "decade" | "DECADE" => Slot::Decade,
            "century" | "ROMAN" => Slot::Century,
            "quarter" => Slot::Quarter,
            "halfyear" => Slot::HalfYear,
            "weekend" => Slot::Weekend,
            "edge" => Slot::Edge,
            "about" => Slot::About,
            "-" | "agew" | "ageholder" | "agefill" | "yearlengthadj" => Slot::Nothing,
            _ => return None,
        })
    }
}
