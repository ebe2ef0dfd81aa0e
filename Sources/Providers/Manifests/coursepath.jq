# Coursepath by Fellow Digitals. The document shows no response at all, so responses pass as they are.
# The encoding of bodies is not stated: forms. A user's providers/coursepath.jq with {body: "json"} switches.

def course_id: {in: "path", type: "id", kind: "course", examples: [4], summary: "The course"};
def member_id: {in: "path", type: "id", kind: "member", examples: [5], summary: "The member"};
def group_id: {in: "path", type: "id", kind: "group", examples: [3], summary: "The group"};
def program_id: {in: "path", type: "id", kind: "program", examples: [1], summary: "The program; no endpoint lists them"};
def text(place; summary): {in: place, type: "string", summary: summary};

def paging: {
  offset: {in: "query", type: "integer", default: 0, examples: [100], summary: "where the page begins"},
  limit: {in: "query", type: "integer", examples: [100], summary: "maximum number of items; the default (100, 250 or 500) is undocumented"}
};
def filters: {
  email: (text("query"; "only members with this e-mail address") + {type: "email"}),
  company: text("query"; "only members of this company"),
  department: text("query"; "only members of this department"),
  country: text("query"; "only members of this country"),
  externalId: text("query"; "only the member with this external id"),
  association: text("query"; "only members of this association"),
  identification: text("query"; "only members with this identification"),
  registration: text("query"; "only members with this registration")
};
def fields(required): {
  email: {in: "body", type: "email", required: required, examples: ["john.smith@example.com"], summary: "The only required parameter"},
  name: text("body"; "If you don't supply a name, it is derived from the email address."),
  company: text("body"; "the member's company"),
  department: text("body"; "the member's department"),
  country: text("body"; "the member's country"),
  externalId: text("body"; "the member's id elsewhere")
};
def mail: {
  "mail[subject]": text("body"; "overrides the subject of the invitation"),
  "mail[body]": text("body"; "overrides the text of the invitation"),
  "mail[action]": text("body"; "overrides the action of the invitation")
};

# A list is a bare array, else the single array of an object.
def list(path; ids; summary): {
  verb: "GET", path: path, summary: summary, risk: "read", list: true, parameters: (ids + paging), answer: ["any"],
  pagination: {style: "window", offset: "offset", limit: "limit", send: 100},
  payload: "if type == \"object\" then [.[] | arrays] as $lists | if ($lists | length) == 1 then $lists[0] else . end else . end"
};
def members(path; ids; summary): list(path; ids; summary) |
  .kind = "member" | .parameters += filters | .others = {in: "query"};
def creation(path; ids; summary; example): {
  verb: "POST", path: path, summary: summary, risk: "write", parameters: (ids + fields(true)), others: {in: "body"}, answer: "any",
  kind: "member",
  example: example,
  # The e-mail address is who a member is.
  undo: "no endpoint deletes members"
};
def invitation(path; ids; of): {
  verb: "POST", path: path, risk: "outward", parameters: (ids + mail), answer: "any",
  summary: "Sends an (email) invite to the specified member, with the activation link, to join the \(of).",
  reads: null, undo: "an e-mail cannot be called back", probe: "no endpoint shows invitations"
};
def read(path; ids; summary): {verb: "GET", path: path, summary: summary, risk: "read", parameters: ids, answer: "any"};
def act(verb; path; risk; ids; summary): {verb: verb, path: path, summary: summary, risk: risk, parameters: ids, answer: "any"};
def undone(method): .undo = {method: method};
# Where a new member is found; no response is documented, so the address and the other arguments decide.
def found_by_email(read): .probe = {finds: "created", read: read, arguments: {email: ".arguments.email"}};
# The groups of a member, before and after.
def grouped(found): .reads = "members.groups" | .probe = {read: "members.groups", found: found};
def unseen: .reads = null | .probe = "no endpoint shows who is in a program";
def told: {courseId: "string", memberId: "string", event: "string"};

{
  title: "Coursepath",
  summary: "Courses, members, groups and enrollments of a Coursepath academy",
  documentation: "https://developer.coursepath.com/docs/api.md",
  # Your academy's host; edush asks for `academy` or EDUSH_COURSEPATH_URL.
  base: "https://{academy}.coursepath.com/api/v1",
  body: "form",
  credentials: {
    token: {summary: "a ready JWT, good for one request", optional: true},
    api_key: {summary: "the academy's API key, which signs a JWT for every request", optional: true},
    email: {summary: "the user on whose behalf calls are made", secret: false, optional: true},
    academy: {summary: "the first part of your academy's host name", secret: false, optional: true}
  },
  authentication: {
    style: "jwt", header: "Authorization", value: "Bearer {token}",
    token: "token", key: "api_key", claims: {email: "{email}"}
  },
  hints: {
    "401": "a token is good for one request and a couple of minutes: check the key, the e-mail address and this machine's clock"
  },
  # Of https://developer.coursepath.com/docs/webhooks.md: mostly one attempt, to an https address, unsigned.
  webhooks: {
    body: "form", event: ".event",
    events: {
      COURSEMEMBER_CREATED: {summary: "a member is enrolled in a course", data: told},
      COURSEMEMBER_COMPLETED: {summary: "a member completes a course", data: told},
      COURSEMEMBER_DELETED: {summary: "a member is removed from a course", data: told}
    }
  },
  resources: {
    courses: {
      summary: "The courses in your academy.",
      kind: "course", id: ".id", label: ".name // .title", columns: ["language", "created", "description"],
      methods: {
        list: list("/courses"; {}; "Returns all courses."),
        get: read("/courses/{courseId}"; {courseId: course_id}; "Returns the specified course."),
        members: members("/courses/{courseId}/members"; {courseId: course_id}; "Returns the members in the specified course."),
        create_member: creation("/courses/{courseId}/members"; {courseId: course_id};
          "Creates a member and adds her to the specified course as learner.";
          "coursepath.courses.create_member(4, email: \"jane.roe@example.com\")")
          | .undo = {
            method: "enrollments.delete", arguments: {memberId: ".answer.id"},
            caveat: "the member remains, since no endpoint deletes members"
          } | found_by_email("courses.members"),
        invite: invitation("/courses/{courseId}/members/{memberId}/invite"; {courseId: course_id, memberId: member_id}; "course")
      }
    },
    members: {
      summary: "The members of your academy.",
      kind: "member", id: ".id", label: ".name // .email", columns: ["email", "company", "department", "country", "created"],
      methods: {
        list: members("/members"; {}; "Returns all members."),
        me: read("/members/me"; {}; "Returns information about you, the current member."),
        get: read("/members/{memberId}"; {memberId: member_id}; "Returns the specified member."),
        create: creation("/members"; {}; "Creates a new member.";
          "coursepath.members.create(email: \"jane.roe@example.com\", name: \"Jane Roe\")")
          | found_by_email("members.list"),
        # An update is a POST; the document asks for email over creations and updates alike.
        update: (act("POST"; "/members/{memberId}"; "write"; {memberId: member_id} + fields(false);
          "Updates the specified member.")
          | .others = {in: "body"} | .undo = {method: "members.update", restores: (fields(false) | keys_unsorted)}
          | .reads = "members.get" | .probe = {finds: "changed"}
          | .example = "coursepath.members.update(5, company: \"ACME\")"),
        courses: (list("/members/{memberId}/courses"; {memberId: member_id}; "Returns the courses for the specified member.")
          | .kind = "course"),
        groups: (list("/members/{memberId}/groups"; {memberId: member_id}; "Returns the groups for the specified member.")
          | .kind = "group"),
        invite: invitation("/members/{memberId}/invite"; {memberId: member_id}; "academy"),
        add_to_group: (act("POST"; "/members/{memberId}/groups"; "write";
          {memberId: member_id, name: {in: "body", type: "string", required: true, nonempty: true, examples: ["Sales"], summary: "The name of the group"}};
          "Adds the member to a group identified by its name.") | .positional = ["memberId", "name"]
          | undone("members.remove_from_group")
          | grouped(". as $all | first(.answer[]? | select(.name == $all.arguments.name)) // false")),
        # One endpoint, two methods: a forgotten name must never mean all groups.
        remove_from_group: (act("DELETE"; "/members/{memberId}/groups"; "destructive";
          {memberId: member_id, name: {in: "query", type: "string", required: true, nonempty: true, examples: ["Sales"], summary: "The name of the group"}};
          "Removes the member from the group of this name.") | .positional = ["memberId", "name"]
          | undone("members.add_to_group")
          | grouped(". as $all | .answer | arrays | all(.name != $all.arguments.name)")
          | .example = "coursepath.members.remove_from_group(5, \"Alumni\")"),
        remove_from_all_groups: (act("DELETE"; "/members/{memberId}/groups"; "destructive"; {memberId: member_id};
          "Removes the member from all groups.")
          | .undo = {method: "members.add_to_group", each: ".before", arguments: {name: ".item.name"}}
          | grouped(".answer | arrays | length == 0"))
      }
    },
    enrollments: {
      summary: "A learner in a course, and her result.",
      methods: {
        get: read("/courses/{courseId}/members/{memberId}/coursemember"; {courseId: course_id, memberId: member_id};
          "Returns information about the learner's result in the specified course, such as score, success, completed date, and the certificate."),
        create: (act("POST"; "/courses/{courseId}/members/{memberId}/coursemember"; "write";
          {courseId: course_id, memberId: member_id}; "Enrolls the member in the specified course.")
          | undone("enrollments.delete") | .undo.caveat = "results since then are deleted"
          | .reads = "enrollments.get" | .probe = {finds: "present"} | .example = "coursepath.enrollments.create(12, 5)"),
        delete: (act("DELETE"; "/courses/{courseId}/members/{memberId}/coursemember"; "destructive";
          {courseId: course_id, memberId: member_id};
          "Removes the member from the specified course. Beware: this also deletes all learning results of that member!")
          | undone("enrollments.create") | .undo.caveat = "the learning results are lost"
          | .reads = "enrollments.get" | .probe = {finds: "gone"})
      }
    },
    programs: {
      summary: "Programs; no endpoint lists them.",
      kind: "program",
      methods: {
        create_member: creation("/programs/{programId}/members"; {programId: program_id};
          "Creates a member and adds her to the specified program as learner.";
          "coursepath.programs.create_member(1, email: \"jane.roe@example.com\")")
          | .undo = {
            method: "program_enrollments.delete", arguments: {memberId: ".answer.id"},
            caveat: "the member remains, since no endpoint deletes members"
          } | .probe = {
            read: "members.list", arguments: {email: ".arguments.email"},
            found: "if .answer == [] then false else \"the member is there, but no endpoint shows who is in a program\" end"
          },
        invite: invitation("/programs/{programId}/members/{memberId}/invite"; {programId: program_id, memberId: member_id}; "program")
      }
    },
    program_enrollments: {
      summary: "A member in a program.",
      methods: {
        create: (act("POST"; "/programs/{programId}/members/{memberId}/programmember"; "write";
          {programId: program_id, memberId: member_id}; "Adds the member to the specified program.")
          | undone("program_enrollments.delete") | unseen
          | .example = "coursepath.program_enrollments.create(2, 5)"),
        delete: (act("DELETE"; "/programs/{programId}/members/{memberId}/programmember"; "destructive";
          {programId: program_id, memberId: member_id}; "Removes the member from the specified program.")
          | undone("program_enrollments.create") | unseen)
      }
    },
    groups: {
      summary: "Groups of members: read by id, written by name.",
      kind: "group", id: ".id", label: ".name",
      methods: {
        list: list("/groups"; {}; "Returns all groups."),
        members: (list("/groups/{groupId}/members"; {groupId: group_id}; "Returns the members in the specified group.")
          | .kind = "member")
      }
    }
  }
}
