# Tutrex, https://tutrex.com/developer-api. JSON in and out on every verb, GET and DELETE too.

def lesson_id: {in: "path", type: "id", kind: "lesson", examples: [123], summary: "The lesson's id"};
def link(summary): {in: "body", type: "url", examples: ["https://google.com"], summary: summary};
def fields(required): {
  startTime: {
    in: "body", type: "time", encoding: "unix", required: required, examples: [1545318000],
    summary: "Unix timestamp of lesson start time, not in the past"
  },
  title: {in: "body", type: "string", required: required, examples: ["Test lesson title"], summary: "Lesson title, not empty"},
  duration: {
    in: "body", type: "integer", required: required, minimum: 1, examples: [90],
    summary: "Lesson duration in minutes, greater than 0"
  },
  exitLink: link("URL for redirection after leaving the lesson; never returned"),
  shareLink: link("URL for sharing via social networks; never returned")
};
def lesson: {
  id: "number", title: "string", duration: "number: minutes", recordUrl: "string?: null until there is a record",
  startTime: "number: Unix timestamp", status: "string: coming, available, past or expired",
  teacherUrl: "string: carries the teacher's token, keep it secret", studentUrl: "string"
};

{
  title: "Tutrex",
  summary: "Online lessons on Tutrex boards",
  documentation: "https://tutrex.com/developer-api",
  base: "https://tutrex.com/api/v1",
  body: "json",
  # "Every request should contain two headers", and exactly so, with a body or without.
  headers: {"Content-Type": "application/json"},
  credentials: {api_key: {summary: "YOUR_API_KEY of the developer page"}},
  authentication: {style: "header", header: "x-api-key", value: "{api_key}"},
  refused: ".status == \"error\"",
  error: ".body | {message, errors}",
  # A list returns startTime as text, the others as a number.
  definitions: "def lesson: if (.startTime? | type) == \"string\" then .startTime |= (tonumber? // .) else . end;",
  payload: ".body | if type == \"object\" then lesson else . end",
  secrets: [{field: "teacherUrl", parameter: "token"}],
  resources: {
    lessons: {
      summary: "Lessons made through the API.",
      kind: "lesson", id: ".id", label: ".title", columns: ["startTime", "status", "duration"],
      methods: {
        create: {
          verb: "POST", path: "/lessons", risk: "write", parameters: fields(true), answer: lesson,
          summary: "Create Lesson",
          undo: {method: "lessons.delete", arguments: {lessonId: ".answer.id"}},
          # A lesson does not show when it was made: title, time and duration decide.
          probe: {finds: "created", read: "lessons.list", arguments: {sortBy: "\"id\""}},
          example: "tutrex.lessons.create(startTime: (now + 86400 | floor), title: \"Test lesson title\", duration: 90)"
        },
        list: {
          verb: "GET", path: "/lessons", risk: "read", list: true, answer: [lesson], summary: "Get Lessons",
          parameters: {
            sortBy: {in: "body", type: "string", choices: ["id", "startTime", "title"], default: "startTime", summary: "what to sort by"},
            sortDirection: {in: "body", type: "string", choices: ["ASC", "DESC"], default: "DESC", summary: "ASC or DESC"},
            limit: {in: "body", type: "integer", minimum: 1, default: 20, examples: [2], summary: "Maximum results per request."},
            offset: {in: "body", type: "integer", minimum: 0, default: 0, examples: [20], summary: "Index of first result."}
          },
          pagination: {style: "window", offset: "offset", limit: "limit", size: 20},
          # An empty list comes as null.
          payload: ".body | if type == \"array\" then map(lesson) else . end"
        },
        get: {
          verb: "GET", path: "/lessons/{lessonId}", risk: "read", parameters: {lessonId: lesson_id}, answer: lesson,
          summary: "Get Lesson"
        },
        # An update is a POST.
        update: {
          verb: "POST", path: "/lessons/{lessonId}", risk: "write", parameters: ({lessonId: lesson_id} + fields(false)),
          answer: lesson, summary: "Update Lesson: omitted fields stay unchanged",
          reads: "lessons.get", probe: {finds: "changed"},
          # The links are never returned.
          undo: {method: "lessons.update", restores: ["startTime", "title", "duration"]},
          example: "tutrex.lessons.update(123, title: \"Test lesson title\")"
        },
        delete: {
          verb: "DELETE", path: "/lessons/{lessonId}", risk: "destructive", parameters: {lessonId: lesson_id},
          answer: "null", summary: "Delete Lesson: there is no undo",
          reads: "lessons.get", probe: {finds: "gone"},
          undo: {
            method: "lessons.create", arguments: (["startTime", "title", "duration"] | map({(.): ".before.\(.)"}) | add),
            caveat: "the lesson gets a new id and new addresses, and loses its record, exitLink and shareLink"
          }
        }
      }
    }
  }
}
