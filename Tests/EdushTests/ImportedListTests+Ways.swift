/// The pagination styles of imported lists.
extension ImportedListTests {
  private static let list = "{type: array, items: {$ref: '#/components/schemas/Thing'}}"
  private static let one = #"[{"id":"1"},{"id":"2"}]"#
  private static let two = #"[{"id":"3"},{"id":"4"}]"#

  private static func parameter(_ name: String, _ schema: String = "{type: string}", _ words: String = "") -> String {
    "{name: '\(name)', in: query, schema: \(schema), description: '\(words)'}"
  }

  private static let integer = "{type: integer}"

  static let ways: [Way] = [
    Way(
      name: "page numbers from 0, next to a token and a URL",
      parameters: parameter("PageSize", integer) + "," + parameter("Page", "{type: integer, minimum: 0}") + ","
        + parameter("PageToken"),
      response:
        "{properties: {things: \(list), meta: {properties: {next_page_url: {type: string}, page: \(integer)}}}}",
      pages: [
        ("Page=1 PageToken=PA", "{\"things\":\(two),\"meta\":{\"next_page_url\":null,\"page\":1}}"),
        (
          "",
          "{\"things\":\(one),\"meta\":{\"next_page_url\":\"/v1/things?PageSize=2&Page=1&PageToken=PA\",\"page\":0}}"
        ),
      ]),
    Way(
      name: "page numbers from 0",
      parameters: parameter("PageSize", "{type: integer, default: 2}") + ","
        + parameter("Page", "{type: integer, minimum: 0}"),
      response: "{properties: {things: \(list)}}",
      pages: [
        ("Page=2", "{\"things\":[]}"), ("Page=1", "{\"things\":\(two)}"), ("", "{\"things\":\(one)}"),
      ]),
    Way(
      name: "page numbers from 0, according to the parameter's description",
      parameters: parameter("page", integer, "Zero-based page index (0..N)") + "," + parameter("size", integer),
      response: "{properties: {content: \(list), totalPages: \(integer)}}",
      pages: [
        ("page=2", "{\"content\":[]}"), ("page=1", "{\"content\":\(two)}"), ("", "{\"content\":\(one)}"),
      ]),
    Way(
      name: "a short page that reports more pages",
      parameters: parameter("page", integer) + "," + parameter("per_page", "{type: integer, default: 20}"),
      response: "{properties: {data: \(list), has_more: {type: boolean}}}",
      pages: [
        ("page=2", "{\"data\":\(two),\"has_more\":false}"), ("", "{\"data\":\(one),\"has_more\":true}"),
      ]),
    Way(
      name: "a short page that is not the last",
      parameters: parameter("page", integer) + "," + parameter("size", "{type: integer, default: 20}"),
      response: "{properties: {content: \(list), last: {type: boolean}}}",
      pages: [
        ("page=2", "{\"content\":\(two),\"last\":true}"), ("", "{\"content\":\(one),\"last\":false}"),
      ]),
    Way(
      name: "page numbers from 0, according to the first response",
      parameters: parameter("page", integer) + "," + parameter("size", "{type: integer, default: 20}"),
      response: "{properties: {content: \(list), number: \(integer), totalElements: \(integer)}}",
      pages: [
        ("page=1", "{\"content\":\(two),\"number\":1,\"totalElements\":4}"),
        ("", "{\"content\":\(one),\"number\":0,\"totalElements\":4}"),
      ]),
    Way(
      name: "page numbers from 0, according to a page object",
      parameters: parameter("page", integer) + "," + parameter("size", "{type: integer, default: 20}"),
      response: "{properties: {items: \(list), page: {properties: {number: \(integer), totalPages: \(integer)}}}}",
      pages: [
        ("page=1", "{\"items\":\(two),\"page\":{\"number\":1,\"totalPages\":2}}"),
        ("", "{\"items\":\(one),\"page\":{\"number\":0,\"totalPages\":2}}"),
      ]),
    Way(
      name: "page numbers from 0, according to an example",
      parameters: parameter("page", "{type: integer, example: 0}"), response: "{properties: {data: \(list)}}",
      pages: [("page=2", "{\"data\":[]}"), ("page=1", "{\"data\":\(two)}"), ("", "{\"data\":\(one)}")]),
    Way(
      name: "a short window with a total",
      parameters: parameter("offset", integer) + "," + parameter("limit", "{type: integer, default: 20}"),
      response: "{properties: {items: \(list), paging: {properties: {total_count: \(integer)}}}}",
      pages: [
        ("offset=2", "{\"items\":\(two),\"paging\":{\"total_count\":4}}"),
        ("", "{\"items\":\(one),\"paging\":{\"total_count\":4}}"),
      ]),
    Way(
      name: "a count of the page's own items",
      parameters: parameter("offset", integer) + "," + parameter("limit", "{type: integer, default: 20}"),
      response: "{properties: {items: \(list), count: \(integer)}}",
      pages: [("offset=2", "wrong"), ("", "{\"items\":\(one),\"count\":2}")], ids: "1 2"),
    Way(
      name: "a window with a few allowed sizes",
      parameters: parameter("offset", integer) + "," + parameter("limit", "{type: integer, enum: [2, 500]}"),
      response: "{properties: {items: \(list)}}",
      pages: [
        ("limit=2 offset=4", "{\"items\":[]}"), ("limit=2 offset=2", "{\"items\":\(two)}"),
        ("limit=2", "{\"items\":\(one)}"),
      ]),
    Way(
      name: "a window whose description limits its size",
      parameters: parameter("offset", integer) + "," + parameter("limit", integer, "How many, at most 2."),
      response: "{properties: {items: \(list)}}",
      pages: [
        ("limit=2 offset=4", "{\"items\":[]}"), ("limit=2 offset=2", "{\"items\":\(two)}"),
        ("limit=2", "{\"items\":\(one)}"),
      ]),
    Way(
      name: "a list whose name differs from its path, next to its window",
      parameters: parameter("startAt", integer) + "," + parameter("maxResults", "{type: integer, default: 50}"),
      response:
        "{properties: {startAt: \(integer), maxResults: \(integer), total: \(integer), isLast: {}, issues: \(list)}}",
      pages: [
        ("startAt=2", "{\"issues\":\(two),\"total\":4}"), ("", "{\"issues\":\(one),\"total\":4}"),
      ]),
    Way(
      name: "a token that nothing accepts",
      parameters: "", response: "{properties: {data: \(list)}}",
      pages: [("", "{\"data\":\(one),\"LastEvaluatedKey\":\"k\"}")], ids: "1 2",
      warning: "the response has `LastEvaluatedKey`"),
    Way(
      name: "a header with the next number",
      parameters: parameter("page", integer) + "," + parameter("per_page", "{type: integer, default: 20}"),
      response: list, pages: [("page=2", two), ("", one)], heads: ["": "X-Next-Page: 2", "page=2": "X-Next-Page: "]),
    Way(
      name: "the last id of the page",
      parameters: parameter("after") + "," + parameter("before") + "," + parameter("limit", integer),
      response: "{properties: {object: {}, data: \(list), first_id: {type: string}, last_id: {type: string},"
        + " has_more: {type: boolean}}}",
      pages: [
        ("after=2", "{\"data\":\(two),\"last_id\":\"4\",\"has_more\":false}"),
        ("", "{\"data\":\(one),\"last_id\":\"2\",\"has_more\":true}"),
      ]),
    Way(
      name: "the id of the last item",
      parameters: parameter("after"), response: "{properties: {data: \(list), has_more: {type: boolean}}}",
      pages: [
        ("after=2", "{\"data\":\(two),\"has_more\":false}"), ("", "{\"data\":\(one),\"has_more\":true}"),
      ]),
    Way(
      name: "a cursor inside the next page's object",
      parameters: parameter("per_page", integer) + "," + parameter("page", integer) + "," + parameter("starting_after"),
      response: "{properties: {type: {}, data: \(list), total_count: \(integer), pages: {type: object, properties: "
        + "{page: \(integer), next: {type: [object, 'null'], properties: "
        + "{page: \(integer), starting_after: {type: [string, 'null']}}}}}}}",
      pages: [
        ("starting_after=x", "{\"data\":\(two),\"pages\":{\"page\":2}}"),
        ("", "{\"data\":\(one),\"pages\":{\"page\":1,\"next\":{\"page\":2,\"starting_after\":\"x\"}}}"),
      ]),
    Way(
      name: "a token in the offset parameter",
      parameters: parameter("limit", integer) + "," + parameter("offset", "{type: string}", "Offset token."),
      response: "{properties: {data: \(list), next_page: {type: object, properties: "
        + "{offset: {type: string}, path: {type: string}, uri: {type: string, format: uri}}}}}",
      pages: [
        ("offset=eyJ", "{\"data\":\(two),\"next_page\":null}"),
        ("", "{\"data\":\(one),\"next_page\":{\"offset\":\"eyJ\",\"path\":\"/x\",\"uri\":\"https://a.example/x\"}}"),
      ]),
    Way(
      name: "a token in the page parameter",
      parameters: parameter("page"),
      response: "{properties: {data: \(list), has_more: {type: boolean}, next_page: {type: [string, 'null']}}}",
      pages: [
        ("page=AAE", "{\"data\":\(two),\"has_more\":false,\"next_page\":null}"),
        ("", "{\"data\":\(one),\"has_more\":true,\"next_page\":\"AAE\"}"),
      ]),
    Way(
      name: "a marker enabled by a flag, next to an offset",
      parameters: parameter("usemarker", "{type: boolean}") + "," + parameter("marker") + ","
        + parameter("offset", "{type: integer, default: 0}") + "," + parameter("limit", "{type: integer, maximum: 2}"),
      response: "{properties: {total_count: \(integer), entries: \(list), next_marker: {type: string}}}",
      pages: [("offset=4", "{\"entries\":[]}"), ("offset=2", "{\"entries\":\(two)}"), ("", "{\"entries\":\(one)}")]),
    Way(
      name: "a list and its cursor nested in the response",
      parameters: parameter("page_size", integer) + "," + parameter("after", integer),
      response: "{properties: {status: \(integer), error: {type: boolean}, meta: {type: object, properties: "
        + "{things: \(list), cursor: {type: object, properties: {before: \(integer), after: \(integer)}}}}}}",
      pages: [
        ("after=7", "{\"meta\":{\"things\":\(two),\"cursor\":{\"before\":7}}}"),
        ("", "{\"meta\":{\"things\":\(one),\"cursor\":{\"after\":7}}}"),
      ]),
    Way(
      name: "a URL in links",
      parameters: parameter("page", integer) + "," + parameter("per_page", integer),
      response: "{properties: {things: \(list), links: {properties: {pages: {properties: {next: {type: string}}}}}}}",
      pages: [
        ("page=2", "{\"things\":\(two),\"links\":{\"pages\":{}}}"),
        ("", "{\"things\":\(one),\"links\":{\"pages\":{\"next\":\"/v1/things?page=2\"}}}"),
      ]),
    Way(
      name: "a URL without any parameter",
      parameters: "", response: "{properties: {value: \(list), '@odata.nextLink': {type: string}}}",
      pages: [
        ("%24skiptoken=a", "{\"value\":\(two)}"),
        ("", "{\"value\":\(one),\"@odata.nextLink\":\"/v1/things?%24skiptoken=a\"}"),
      ]),
    Way(
      name: "an offset that starts at 1",
      parameters: parameter("startIndex", integer, "The 1-based index of the first item.") + ","
        + parameter("count", "{type: integer, maximum: 2}"),
      response: "{properties: {Resources: \(list), totalResults: \(integer)}}",
      pages: [
        ("startIndex=5", "{\"Resources\":[]}"), ("startIndex=3", "{\"Resources\":\(two)}"),
        ("", "{\"Resources\":\(one)}"),
      ]),
    Way(
      name: "the id of the last item of a bare array",
      parameters: parameter("after") + "," + parameter("limit", integer),
      response: "{type: array, items: {properties: {user: {$ref: '#/components/schemas/Thing'}}}}",
      pages: [
        ("after=2", "[{\"user\":{\"id\":\"3\"}}]"), ("after=3", "[]"),
        ("", "[{\"user\":{\"id\":\"1\"}},{\"user\":{\"id\":\"2\"}}]"),
      ], ids: "1 2 3", id: ".user.id"),
    Way(
      name: "a header with a bare array",
      parameters: parameter("since", integer) + "," + parameter("per_page", integer), response: list,
      headers: "Link: {schema: {type: string}}", pages: [("since=2", two), ("", one)],
      link: ["": "<http://127.0.0.1/v1/things?since=2>; rel=\"next\", <http://127.0.0.1/v1>; rel=\"first\""]),
    Way(
      name: "a header that nobody described, of several relations",
      parameters: "", response: list, pages: [("after=x", two), ("", one)],
      link: ["": "<http://127.0.0.1/v1/things?after=x>; rel=\"next last\""]),
    Way(
      name: "a header that leads to another host",
      parameters: "", response: list, pages: [("", one)], link: ["": "<https://other.example/?after=x>; rel=next"],
      ids: "1 2", warning: "the response has a `Link` header"),
    Way(
      name: "a header that counts pages, and short ones",
      parameters: parameter("page", integer) + "," + parameter("per_page", "{type: integer, default: 20}"),
      response: list, pages: [("page=2", two), ("", one)],
      heads: ["": "X-Total-Pages: 2", "page=2": "X-WP-TotalPages: 2"]),
    Way(
      name: "a header that counts items, and short pages",
      parameters: parameter("offset", integer) + "," + parameter("limit", "{type: integer, default: 20}"),
      response: list, pages: [("offset=2", two), ("", one)],
      heads: ["": "X-Total-Count: 4", "offset=2": "Content-Range: items 2-3/4"]),
    Way(
      name: "a header with an object that counts items",
      parameters: parameter("pageNumber", integer) + "," + parameter("pageSize", "{type: integer, default: 20}"),
      response: list, pages: [("pageNumber=2", two), ("", one)],
      heads: [
        "": "X-Pagination: {\"TotalCount\":4,\"CurrentPage\":1}", "pageNumber=2": "X-Pagination: {\"TotalCount\":4}",
      ]),
    Way(
      name: "more items than came, by a header", parameters: "", response: list, pages: [("", one)],
      heads: ["": "X-Total-Count: 9"], ids: "1 2", warning: "the response counts 9 items"),
    Way(
      name: "more items than came, by a member", parameters: "", response: "{properties: {data: \(list)}}",
      pages: [("", "{\"data\":\(one),\"total\":9}")], ids: "1 2", warning: "the response counts 9 items"),
    Way(
      name: "a list that ends before its count",
      parameters: parameter("page", integer), response: "{properties: {data: \(list), total: \(integer)}}",
      pages: [("page=2", "{\"data\":[],\"total\":9}"), ("", "{\"data\":\(one),\"total\":9}")], ids: "1 2",
      warning: "the response counts 9 items"),
    Way(
      name: "headers without a parameter", parameters: "", response: list,
      headers: "X-Total-Pages: {schema: {type: integer}}", pages: [("", one)], ids: "1 2",
      warning: "only the first page was read"),
    Way(
      name: "before and after, which are not understood",
      parameters: parameter("before") + "," + parameter("after") + "," + parameter("limit", integer), response: list,
      pages: [("", one)], ids: "1 2", warning: "only the first page was read"),
    Way(
      name: "a member that nothing accepts",
      parameters: "", response: "{properties: {data: \(list), has_more: {type: boolean}}}",
      pages: [("", "{\"data\":\(one),\"has_more\":true}")], ids: "1 2", warning: "the response has `has_more`"),
    Way(
      name: "more pages than the description mentions",
      parameters: "", response: "{properties: {data: \(list)}}",
      pages: [("", "{\"data\":\(one),\"paging\":{\"next\":{\"after\":\"x\"}}}")], ids: "1 2",
      warning: "the response has `paging.next`"),
    Way(
      name: "items in an undocumented place", parameters: "", response: "{properties: {data: \(list)}}",
      pages: [("", "{\"things\":\(one)}")], ids: "", warning: "the response has a list in `things`"),
    Way(
      name: "the end of an unsupported list",
      parameters: "", response: "{properties: {data: \(list), has_more: {type: boolean}}}",
      pages: [("", "{\"data\":\(one),\"has_more\":false}")], ids: "1 2"),
  ]
}
