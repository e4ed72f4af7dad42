import Diagnostics
import Registry

/// The JSON Schema (draft-07) of a registry, made from the descriptions by which it is read.
///
/// What only a reader of the whole can know (references, rules across hosts, what a pattern becomes) is not in it: whatever it
/// refuses, `check` refuses too.
public enum RegistrySchema {
    /// A JSON document.
    public static var text: String {
        let definitions: [(String, any DescribedField.Type)] = [
            ("host", HostField.self), ("platform", PlatformField.self), ("databaseServer", DatabaseServerField.self),
        ]
        let maps = definitions.map { "    \(jsonText($0)): \(object($1, isWhole: $0 != "host"))" }
        let list = (maps + ["    \"setting\": \(setting)"]).joined(separator: ",\n")
        return """
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "title": "vmoodle-gen registry",
              "description": "Virtual Moodles, the code trees and database servers that they run on",
              "definitions": {
            \(list)
              },
              \(object(TopField.self, isWhole: true).dropFirst().dropLast())
            }

            """
    }

    private static let references: [ObjectIdentifier: String] = [
        ObjectIdentifier(HostField.self): "host", ObjectIdentifier(PlatformField.self): "platform",
        ObjectIdentifier(DatabaseServerField.self): "databaseServer",
    ]

    /// The field nearest to a path that is none; nil if it is one, or the path of a key in a free map or of a map of fields.
    ///
    /// - Returns: an empty text if it is none and none is near.
    public static func fieldMeant(by path: String) -> String? {
        let isKnown = HostField.allCases.contains { field in
            field.path == path || field.path.hasPrefix(path + ".")
                || HostField.freeMaps.contains(field.rawValue) && path.hasPrefix(field.path + ".")
        }
        if isKnown || path == "id" { return nil }
        return suggestion(for: path, among: HostField.allCases.map(\.path)) ?? ""
    }

    // MARK: Maps

    /// A map with fields.
    ///
    /// - Parameter isWhole: it stands in one place; a host is merged from several, of which none has all that is required.
    private static func object(_ type: any DescribedField.Type, isWhole: Bool) -> String {
        func fields<Field: DescribedField>(_: Field.Type) -> [(names: [String], description: FieldDescription)] {
            Field.allCases.map { ($0.path.split(separator: ".").map(String.init), $0.description) }
        }
        return object(fields(type), required: isWhole ? type.required : [])
    }

    private static func object(_ fields: [(names: [String], description: FieldDescription)], required: [String])
        -> String
    {
        var properties: [String] = []
        var done: Set<String> = []
        for field in fields where done.insert(field.names[0]).inserted {
            let inner = fields.filter { $0.names[0] == field.names[0] }
            let schema: String
            if field.names.count > 1 {
                schema =
                    "{\"anyOf\": [\(object(inner.map { (Array($0.names.dropFirst()), $0.description) }, required: [])), \(null)]}"
            } else {
                schema = described(field.description)
            }
            properties.append("\(jsonText(field.names[0])): \(schema)")
        }
        let needed =
            required.isEmpty ? "" : ", \"required\": [\(required.map { jsonText($0) }.joined(separator: ", "))]"
        return
            "{\"type\": \"object\", \"additionalProperties\": false\(needed), \"properties\": {\(properties.joined(separator: ", "))}}"
    }

    private static func described(_ field: FieldDescription) -> String {
        "{\"description\": \(jsonText(field.summary.description)), \"anyOf\": [\(schema(field.shape)), \(null)]}"
    }

    private static let null = #"{"type": "null"}"#

    // MARK: Values

    /// Whatever PHP can write; a map with `secret` is a reference and has nothing beside it.
    private static let setting =
        #"{"if": {"type": "object", "required": ["secret"]}, "then": {"maxProperties": 1}, "items": \#(anySetting), "#
        + #""additionalProperties": \#(anySetting)}"#
    private static let anySetting = ##"{"$ref": "#/definitions/setting"}"##

    private static func schema(_ shape: Shape) -> String {
        switch shape {
        case .value(let type): grammar(type.schemaPattern, filled: false)
        case .pattern(let type): grammar(type.schemaPattern, filled: true)
        case .text(let longest): "{\"type\": \(scalars), \"maxLength\": \(longest)}"
        case .bool: #"{"type": "boolean"}"#
        case .int(let range):
            "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": \(range.lowerBound), \"maximum\": \(range.upperBound)}, "
                + #"{"type": "string", "pattern": "^[0-9]+$"}]}"#
        case .word(let words): "{\"enum\": [\(words.map { jsonText($0) }.joined(separator: ", "))]}"
        case .id: #"{"type": "string", "minLength": 1}"#
        case .secret: secret
        case .list(let item): "{\"type\": \"array\", \"items\": \(schema(item))}"
        case .items(let item): "{\"anyOf\": [\(schema(item)), {\"type\": \"array\", \"items\": \(schema(item))}]}"
        case .alias: "{\"anyOf\": [{\"type\": \"string\"}, \(object(AliasField.self, isWhole: true))]}"
        case .map(let key, let value): map(key, schema(value))
        case .setting: anySetting
        case .fields(let type):
            references[ObjectIdentifier(type)].map { "{\"$ref\": \"#/definitions/\($0)\"}" }
                ?? object(type, isWhole: true)
        }
    }

    /// A value without quotes may be a number to a reader of JSON: the pattern is then not asked.
    private static let scalars = #"["string", "number", "integer", "boolean"]"#

    private static func grammar(_ pattern: String?, filled: Bool) -> String {
        guard let pattern else { return "{\"type\": \(scalars)}" }
        // Where patterns are filled in, what they become is not known.
        return "{\"type\": \(scalars), \"pattern\": \(jsonText(filled ? "(\(pattern))|[{}]" : pattern))}"
    }

    private static func map(_ key: any RegistryValue.Type, _ value: String) -> String {
        let names = key.schemaPattern.map { ", \"propertyNames\": {\"pattern\": \(jsonText($0))}" } ?? ""
        return "{\"type\": \"object\"\(names), \"additionalProperties\": {\"anyOf\": [\(value), \(null)]}}"
    }

    private static var secret: String {
        let fields = object(SecretField.self, isWhole: true)
        return
            "{\"anyOf\": [{\"type\": \"string\"}, {\"allOf\": [\(fields), {\"minProperties\": 1}]}]}"
    }
}
