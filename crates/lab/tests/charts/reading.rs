//! Reads a drawing: the shapes and texts of an SVG, with their colours and places.

use em_lab::chart::theme::Theme;
use em_lab::chart::{self, BaseTheme, Chart};
use plotters::style::RGBColor;

pub const WIDTH: u32 = 1000;
pub const HEIGHT: u32 = 440;
/// `chart::svg` draws eighths of a CSS pixel.
pub const UNITS: f64 = 8.0;

/// A chart of that size, in the light theme.
pub fn svg(chart: &impl Chart) -> String {
    chart::svg(chart, WIDTH, HEIGHT, BaseTheme::Light).expect("an SVG can always be drawn")
}

/// The theme of that chart.
pub fn light() -> Theme {
    Theme::new(BaseTheme::Light, UNITS)
}

pub fn hex(RGBColor(r, g, b): RGBColor) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// The elements of that name, each as its text from `<` to the next element.
pub fn elements<'a>(svg: &'a str, name: &str) -> Vec<&'a str> {
    svg.split('<').filter(|element| element.starts_with(&format!("{name} "))).collect()
}

pub fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let start = element.find(&format!(" {name}=\"")).expect("the attribute is there") + name.len() + 3;
    element[start..].split('"').next().unwrap_or_default()
}

pub fn number(element: &str, name: &str) -> f64 {
    attribute(element, name).parse().expect("the attribute is a number")
}

pub fn filled<'a>(svg: &'a str, name: &str, colour: RGBColor) -> Vec<&'a str> {
    elements(svg, name).into_iter().filter(|element| attribute(element, "fill") == hex(colour)).collect()
}

pub fn stroked(svg: &str, colour: RGBColor) -> Vec<&str> {
    let lines = elements(svg, "polyline").into_iter();
    lines.filter(|line| attribute(line, "stroke") == hex(colour)).collect()
}

/// The vertices of a line, in CSS pixels.
pub fn vertices(line: &str) -> Vec<(f64, f64)> {
    let units = |text: &str| text.parse::<f64>().expect("a vertex is two numbers") / UNITS;
    let vertex = |text: &str| text.split_once(',').map(|(x, y)| (units(x), units(y)));
    attribute(line, "points").split_whitespace().filter_map(vertex).collect()
}

/// The heights of a line's vertices, in CSS pixels from the top.
pub fn heights(line: &str) -> Vec<f64> {
    vertices(line).into_iter().map(|(_, y)| y).collect()
}

/// The discs of that colour: centre and radius, in CSS pixels.
pub fn circles(svg: &str, colour: RGBColor) -> Vec<(f64, f64, f64)> {
    let circle = |disc: &str| ["cx", "cy", "r"].map(|name| number(disc, name) / UNITS).into();
    filled(svg, "circle", colour).into_iter().map(circle).collect()
}

/// The texts, in the order of drawing.
pub fn texts(svg: &str) -> Vec<&str> {
    let text = |element: &'_ str| element.find('>').map(|end| end + 1);
    elements(svg, "text").into_iter().filter_map(|e| Some(e[text(e)?..].trim())).collect()
}
