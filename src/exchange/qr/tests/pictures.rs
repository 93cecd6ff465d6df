//! Codes in pictures: drawn here as a camera would see them, read by the crate that reads.

use super::*;

/// How a camera sees codes on a screen.
#[derive(Clone, Copy)]
struct View {
    /// Pixels a module, in hundredths.
    scale: i64,
    /// The code's x axis in the picture, in thousandths: `(1000, 0)` is upright.
    axis: (i64, i64),
    /// Grey values of dark and light modules, and of what is around.
    shades: [i64; 3],
    /// Most that noise adds to or takes from a grey value.
    noise: i64,
    /// Grey values by which the right edge is lighter than the left one.
    slope: i64,
    /// Pixels over which each pixel is smeared to the right and down.
    smear: usize,
}

const PLAIN: View = View { scale: 400, axis: (1000, 0), shades: [0, 255, 255], noise: 0, slope: 0, smear: 1 };

struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Picture {
    fn read(&self) -> Result<Vec<String>, PictureError> {
        super::texts(self.width, self.height, &self.grey)
    }
}

/// Draws codes side by side, each in a square in which it can turn freely.
fn picture(texts: &[&str], view: View) -> Picture {
    let codes: Vec<Code> = texts.iter().map(|it| draw(it).expect("a code")).collect();
    let largest = codes.iter().map(Code::side).max().unwrap_or(21) as i64;
    let square = (largest * view.scale * 3 / 200) as usize;
    let (width, height) = (square * codes.len().max(1), square);
    let mut exact = vec![0i64; width * height];
    for y in 0..height {
        for x in 0..width {
            // Two by two points a pixel, as a sensor takes in what lies between.
            let points = [(25, 25), (75, 25), (25, 75), (75, 75)];
            let sum: i64 = points
                .iter()
                .map(|(dx, dy)| shade(&codes, view, square as i64, x as i64 * 100 + dx, y as i64 * 100 + dy))
                .sum();
            exact[y * width + x] = sum / 4 + view.slope * x as i64 / width as i64 - view.slope / 2;
        }
    }
    let smeared = |x: usize, y: usize| {
        if view.smear == 1 {
            return exact[y * width + x];
        }
        let places = (y.saturating_sub(view.smear - 1)..=y)
            .flat_map(|y| (x.saturating_sub(view.smear - 1)..=x).map(move |x| (x, y)));
        let (sum, n) = places.fold((0, 0), |(sum, n), (x, y)| (sum + exact[y * width + x], n + 1));
        sum / n
    };
    let mut noises = noise(width * height).into_iter();
    let mut grey = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let noise = noises.next().map_or(0, |it| (i64::from(it) - 128) * view.noise / 128);
            grey.push((smeared(x, y) + noise).clamp(0, 255) as u8);
        }
    }
    Picture { width, height, grey }
}

/// The shade at a point, in hundredths of a pixel.
fn shade(codes: &[Code], view: View, square: i64, x: i64, y: i64) -> i64 {
    let place = x / (square * 100);
    let Some(code) = codes.get(place as usize) else { return view.shades[2] };
    let (from_x, from_y) = (x - place * square * 100 - square * 50, y - square * 50);
    let (cos, sin) = view.axis;
    let length = cos * cos + sin * sin;
    let along = (from_x * cos + from_y * sin) * 1000 / length;
    let down = (from_y * cos - from_x * sin) * 1000 / length;
    let middle = code.side() as i64 * view.scale / 2;
    let (u, v) = ((along + middle).div_euclid(view.scale), (down + middle).div_euclid(view.scale));
    let side = 0..code.side() as i64;
    if !side.contains(&u) || !side.contains(&v) {
        return view.shades[2];
    }
    let quiet = QUIET as i64;
    let is_dark = u >= quiet && v >= quiet && code.is_dark((u - quiet) as usize, (v - quiet) as usize);
    view.shades[usize::from(!is_dark)]
}

fn full_part() -> String {
    cut(&super::noise(MAX_PACKED - 64)).expect("fits").swap_remove(0)
}

#[test]
fn a_full_code_is_read_however_it_is_held() {
    let text = full_part();
    let check = |what: &str, view: View| {
        let picture = picture(&[&text], view);
        assert_eq!(picture.read(), Ok(vec![text.clone()]), "{what}, {} x {}", picture.width, picture.height);
    };
    let dim = View { shades: [60, 190, 110], noise: 20, slope: 40, ..PLAIN };
    check("plain", PLAIN);
    for scale in [200, 300, 370, 810] {
        check("scaled", View { scale, ..PLAIN });
    }
    for axis in [(0, 1000), (-1000, 0), (0, -1000)] {
        check("turned by a quarter", View { axis, ..PLAIN });
        check("turned by a quarter, as a camera sees it", View { axis, ..dim });
    }
    for axis in [(990, 140), (800, 600), (600, -800), (-700, 714)] {
        check("turned", View { axis, ..PLAIN });
        check("turned, as a camera sees it", View { axis, ..dim });
    }
    for shades in [[0, 255, 128], [90, 160, 120], [20, 120, 0], [140, 250, 250]] {
        check("on grey", View { shades, ..PLAIN });
    }
    for noise in [40, 90] {
        check("with noise", View { noise, ..PLAIN });
    }
    check("in a slanting light", View { slope: 120, shades: [60, 180, 120], ..PLAIN });
    check("out of focus", View { smear: 4, ..dim });
    check("far too near, with noise", View { scale: 1500, noise: 250, ..PLAIN });
    let mut mirrored = picture(&[&text], dim);
    mirrored.grey.chunks_mut(mirrored.width).for_each(<[u8]>::reverse);
    assert_eq!(mirrored.read(), Ok(vec![text]), "mirrored");
}

#[test]
fn all_codes_of_a_picture_are_read() {
    let texts = cut(&super::noise(3_000)).expect("fits");
    let some: Vec<&str> = texts.iter().map(String::as_str).collect();
    let read = picture(&some[..2], PLAIN).read();
    assert_eq!(read, Ok(texts[..2].to_vec()));
    let turned = View { axis: (0, 1000), noise: 20, shades: [40, 200, 120], ..PLAIN };
    assert_eq!(picture(&some[..4], turned).read(), Ok(texts[..4].to_vec()));
    assert_eq!(picture(&[some[0], some[0]], PLAIN).read(), Ok(texts[..1].to_vec()), "the same twice is one text");
    let others = ["0123", "https://example.org/?q=1", "三张清单", "ÀÉ", some[0]];
    let mut expected = others.map(str::to_owned);
    expected.sort();
    assert_eq!(picture(&others, PLAIN).read(), Ok(expected.to_vec()), "codes of others");
}

#[test]
fn a_file_goes_from_screen_to_screen() {
    let texts = cut(GOLDEN).expect("fits");
    let view = View { axis: (980, 199), shades: [50, 200, 100], noise: 20, ..PLAIN };
    let mut collected = Collected::default();
    for text in texts.iter().rev() {
        for read in picture(&[text], view).read().expect("a code") {
            collected.add(&read).expect("a part");
        }
    }
    assert_eq!(collected.join().as_deref(), Ok(GOLDEN));
}

#[test]
fn pictures_without_a_readable_code_say_so() {
    let check = |width: usize, height: usize, grey: &[u8], expected: PictureError| {
        assert_eq!(super::texts(width, height, grey), Err(expected), "{width} x {height}");
    };
    check(2, 2, &[0; 3], PictureError::Shape);
    check(usize::MAX, 2, &[0; 3], PictureError::Shape);
    check(MAX_PIXELS + 1, 1, &[], PictureError::TooLarge);
    for (width, height) in
        [(0, 0), (0, 5), (1, 1), (1, 300), (300, 1), (7, 7), (39, 41), (40, 40), (200, 150), (401, 399)]
    {
        for shade in [0, 128, 255] {
            check(width, height, &vec![shade; width * height], PictureError::NoneFound);
        }
        let noisy = super::noise(width * height);
        assert!(super::texts(width, height, &noisy).is_err(), "{width} x {height}");
    }
    let mut covered = picture(&[&full_part()], PLAIN);
    let (from, to) = (covered.width * 35 / 100, covered.width * 65 / 100);
    for y in from..to {
        covered.grey[y * covered.width + from..y * covered.width + to].fill(255);
    }
    assert_eq!(covered.read(), Err(PictureError::Unreadable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a camera sees, the reader goes on; what it reads of a part is the part.
    #[test]
    fn no_picture_stops_the_reader(
        scale in 60i64..350,
        axis in (-1000i64..1000, -1000i64..1000),
        shades in [0i64..256, 0i64..256, 0i64..256],
        noise in 0i64..200,
        smear in 1usize..5,
        blots in proptest::collection::vec((any::<prop::sample::Index>(), 1usize..40, any::<u8>()), 0..6),
    ) {
        let axis = if axis == (0, 0) { (1, 0) } else { axis };
        let text = cut(b"a small file").expect("fits").swap_remove(0);
        let mut seen = picture(&[&text, &text], View { scale, axis, shades, noise, slope: 0, smear });
        for (place, side, shade) in blots {
            let at = place.index(seen.grey.len());
            for row in 0..side {
                let from = (at + row * seen.width).min(seen.grey.len());
                let to = (from + side).min(seen.grey.len());
                seen.grey[from..to].fill(shade);
            }
        }
        if let Ok(read) = seen.read() {
            prop_assert_eq!(read, vec![text]);
        }
    }
}
