internal import API
internal import Access
internal import Law
internal import RegistryDesk
internal import Reports
internal import Serving

/// The API for people to read: the same descriptions as the document for programs.
extension RegistrySite {
  var documentPage: GuardedRoute {
    page("/api", .seePublic) { page, _ in page.document() }
  }
}

extension RegistryPage {
  func document() -> HTTPResponse {
    show(
      say("接口", "API"),
      [
        tag(
          "p", [:],
          .text(
            say(
              "程序用令牌（在“我”页新建）以 Authorization: Bearer 访问 /api/v1；数量写成文字；每次办理带 Idempotency-Key，同一请求只办一次。",
              "Programs come to /api/v1 with Authorization: Bearer and a token made under “Me”; quantities "
                + "are texts; each action carries an Idempotency-Key and acts once."
            ))),
        tag("p", [:], link("/api/openapi.json", "OpenAPI 3.1")),
        heading(say("查询", "Looking")),
        tag(
          "ul", [:],
          [
            "/api/v1/registry", "/api/v1/actions", "/api/v1/accounts", "/api/v1/accounts/{account}",
            "/api/v1/accounts/{account}/history", "/api/v1/lots", "/api/v1/proposals",
            "/api/v1/proposals/{number}", "/api/v1/commands/{key}",
          ].map { tag("li", [:], tag("code", [:], .text("GET " + $0))) }),
      ] + VerbForm.all.map(action))
  }

  private func action(_ form: VerbForm) -> Markup {
    tag(
      "section", [:],
      tag(
        "h2", ["class": "h6 mt-4"], .text(form.summary[language] + "  "),
        tag("code", [:], .text("POST /api/v1/actions/" + form.word))),
      table(
        [say("字段", "Field"), say("含义", "Meaning"), say("必填", "Required")],
        form.fields.map { field in
          [
            tag("code", [:], .text(field.name)), .text(meaning(of: field)),
            .text(field.isRequired ? say("是", "yes") : ""),
          ]
        }))
  }

  private func meaning(of field: VerbField) -> String {
    switch field.kind {
    case .choice(let choices):
      field.label[language] + "：" + choices.map(\.value).joined(separator: " | ")
    case .rows(let columns):
      field.label[language] + "：[" + columns.map(\.name).joined(separator: ", ") + "]"
    default: field.label[language]
    }
  }
}
