/// Colours that stay apart for people who see few of them, and that also differ in lightness or carry a
/// pattern.
public enum Palette {
  /// Five steps from light to dark, readable as greys too.
  ///
  /// - Source: ColorBrewer 2.0, YlGnBu with five classes (C. Brewer, Pennsylvania State University).
  public static let steps = ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"]

  /// Colours of the text that can be read upon each of ``steps``.
  public static let inks = ["#111111", "#111111", "#111111", "#ffffff", "#ffffff"]

  /// For kinds of things; each is drawn with its own pattern beside its colour.
  ///
  /// - Source: M. Okabe, K. Ito: Color Universal Design, 2008.
  public static let kinds = [
    "#009e73", "#0072b2", "#e69f00", "#56b4e9", "#d55e00", "#f0e442", "#cc79a7", "#999999",
  ]

  /// Where there is no figure.
  public static let missing = "#e8e8e8"
  /// Outlines.
  public static let line = "#3a3a3a"
}
