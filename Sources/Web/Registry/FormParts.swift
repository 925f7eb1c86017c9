internal import API
internal import Access
internal import Reports
internal import Serving

/// Parts of forms.
extension RegistryPage {
  /// A form with its token.
  func form(
    _ action: String, token: String, _ button: String, _ parts: [Markup], style: String = "btn-primary"
  )
    -> Markup
  {
    tag(
      "form", ["method": "post", "action": action, "class": "mb-3", "autocomplete": "off"],
      [hidden("csrf", token)] + parts
        + [tag("button", ["type": "submit", "class": "btn " + style], .text(button))])
  }

  /// A form of a page behind the log-in.
  func ownForm(_ action: String, _ button: String, _ parts: [Markup], style: String = "btn-primary") -> Markup
  {
    form(action, token: visitor?.session?.formToken ?? "", button, parts, style: style)
  }

  func hidden(_ name: String, _ value: String) -> Markup {
    tag("input", ["type": "hidden", "name": name, "value": value])
  }

  /// A line to type in, with its label.
  func input(
    _ name: String, _ label: String, type: String = "text", value: String = "", isRequired: Bool = true,
    hint: String = "", _ further: [(String, String)] = []
  ) -> Markup {
    var attributes = [
      ("id", "f-" + name), ("name", name), ("type", type), ("class", "form-control"), ("maxlength", "1000"),
    ]
    if !value.isEmpty { attributes.append(("value", value)) }
    if isRequired { attributes.append(("required", "")) }
    attributes += further
    return labelled(
      name, label, hint,
      .element("input", attributes.map { Markup.Attribute(name: $0.0, value: $0.1) }, []))
  }

  /// A choice among a few, with its label.
  func select(
    _ name: String, _ label: String, _ choices: [(value: String, text: String)], chosen: String = "",
    isRequired: Bool = true
  ) -> Markup {
    let blank = isRequired ? [] : [tag("option", ["value": ""], .text(""))]
    let options = choices.map { choice in
      choice.value == chosen
        ? tag("option", ["value": choice.value, "selected": ""], .text(choice.text))
        : tag("option", ["value": choice.value], .text(choice.text))
    }
    return labelled(
      name, label, "",
      tag("select", ["id": "f-" + name, "name": name, "class": "form-select"], blank + options))
  }

  private func labelled(_ name: String, _ label: String, _ hint: String, _ control: Markup) -> Markup {
    let note = hint.isEmpty ? [] : [tag("div", ["class": "form-text"], .text(hint))]
    return tag(
      "div", ["class": "mb-3"],
      [tag("label", ["class": "form-label", "for": "f-" + name], .text(label)), control] + note)
  }

  /// What a form before log-in needs: its cookie.
  var door: DoorCookie { DoorCookie(request, chance: house.door.chance) }

  /// A page with a form before log-in.
  func showAtDoor(
    _ title: String, status: Int = 200, _ content: (String) throws -> [Markup]
  ) rethrows -> HTTPResponse {
    let cookie = door
    return cookie.set(
      on: show(title, status: status, try content(cookie.formToken)), isBehindTLS: house.settings.isBehindTLS)
  }
}
