//! Outlines: what lies inside, and where the middle is.

use serde::Deserialize;

type Ring = Vec<[f64; 2]>;

/// A GeoJSON polygon or several.
#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
pub(super) enum Outline {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

impl Outline {
    fn polygons(&self) -> &[Vec<Ring>] {
        match self {
            Outline::Polygon(rings) => std::slice::from_ref(rings),
            Outline::MultiPolygon(polygons) => polygons,
        }
    }

    /// South, west, north, east.
    pub(super) fn bounds(&self) -> [f64; 4] {
        let points = self.polygons().iter().flatten().flatten();
        points.fold([90.0, 180.0, -90.0, -180.0], |[s, w, n, e], [lon, lat]| [lat.min(s), lon.min(w), lat.max(n), lon.max(e)])
    }

    /// True for a point inside, by counting crossings.
    pub(super) fn contains(&self, lat: f64, lon: f64) -> bool {
        self.polygons().iter().any(|rings| rings.iter().filter(|ring| crosses(ring, lat, lon)).count() % 2 == 1)
    }

    /// Squared distance in degrees of latitude to the nearest corner.
    pub(super) fn distance(&self, lat: f64, lon: f64) -> f64 {
        let narrow = lat.to_radians().cos();
        let points = self.polygons().iter().flatten().flatten();
        points.map(|[x, y]| (y - lat).powi(2) + ((x - lon) * narrow).powi(2)).fold(f64::MAX, f64::min)
    }

    /// Middle of the main land: the centroid of all parts at least 30 % as large as the largest (so the United States
    /// without Alaska, but both halves of Malaysia). Latitude, longitude.
    pub(super) fn middle(&self) -> (f64, f64) {
        let parts: Vec<(f64, f64, f64)> = self.polygons().iter().filter_map(|rings| rings.first()).map(centroid).collect();
        let largest = parts.iter().map(|p| p.0).fold(0.0, f64::max);
        let main = parts.iter().filter(|p| p.0 >= 0.3 * largest);
        let (area, lat, lon) = main.fold((0.0, 0.0, 0.0), |(a, y, x), p| (a + p.0, y + p.0 * p.1, x + p.0 * p.2));
        (lat / area, lon / area)
    }
}

fn crosses(ring: &Ring, lat: f64, lon: f64) -> bool {
    let edges = ring.iter().zip(ring.iter().skip(1));
    edges.filter(|([x1, y1], [x2, y2])| (*y1 > lat) != (*y2 > lat) && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1).count() % 2
        == 1
}

/// Area (degrees², narrowed by latitude), latitude and longitude of the centroid of a ring.
fn centroid(ring: &Ring) -> (f64, f64, f64) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for ([x1, y1], [x2, y2]) in ring.iter().zip(ring.iter().skip(1)) {
        let cross = x1 * y2 - x2 * y1;
        area += cross / 2.0;
        x += (x1 + x2) * cross / 6.0;
        y += (y1 + y2) * cross / 6.0;
    }
    if area == 0.0 {
        let [lon, lat] = ring.first().copied().unwrap_or_default();
        return (1e-9, lat, lon);
    }
    let (lat, lon) = (y / area, x / area);
    (area.abs() * lat.to_radians().cos(), lat, lon)
}
