internal import Accounts
internal import Law

/// The area of an account for its head, with the part whose ecosystem nobody knows, and on which nothing is
/// accounted; empty where no area is known.
func areaText(_ area: Double?, unknown: Double?, in language: Language) -> String {
  guard let area else { return "" }
  let words = Label(zh: "，面积 ", en: ", area ")[language] + quantityText(area) + " hm²"
  guard let unknown, unknown > 0.0005 * area else { return words }
  let part = quantityText(unknown) + " hm²"
  let rest = Label(
    zh: "（其中地类未知、不核算的 \(part)）", en: " (\(part) of unknown land cover, where nothing is accounted)")
  return words + rest[language]
}
