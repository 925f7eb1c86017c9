import Foundation
import FoundationNetworking
import Serving
import Testing
import Web

/// Goal: what the handlers answer comes over a socket as well.
@Suite struct ServedTests {
  @Test func `Log-in, guard and API answer over HTTP`() async throws {
    let site = try TestSite()
    _ = try await site.setUp()
    let server = try HTTPServer(site.site.routes)
    let login = try await get(server.url + "/login")
    #expect(login.status == 200 && login.text.contains("name=\"csrf\""))
    #expect(login.fields["x-frame-options"] == "DENY")
    #expect(login.fields["set-cookie"]?.contains("HttpOnly") == true)
    #expect(try await get(server.url + "/api/v1/accounts").status == 401)
    let document = try await get(server.url + "/api/openapi.json")
    #expect(document.status == 200 && document.text.contains("\"openapi\":\"3.1.0\""))
    var forged = URLRequest(url: try #require(URL(string: server.url + "/login")))
    forged.httpMethod = "POST"
    forged.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    forged.httpBody = Data("person=clerk&password=x".utf8)
    #expect(try await send(forged).status == 403)
    await server.stop()
  }

  private func get(_ address: String) async throws -> (status: Int, text: String, fields: [String: String]) {
    try await send(URLRequest(url: try #require(URL(string: address))))
  }

  private func send(
    _ request: URLRequest
  ) async throws -> (status: Int, text: String, fields: [String: String]) {
    let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var fields: [String: String] = [:]
    for (name, value) in answer.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
    return (answer.statusCode, String(decoding: data, as: UTF8.self), fields)
  }
}
