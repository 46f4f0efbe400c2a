using System.Text;
using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Cards;

/// <summary>A template in the Adaptive Card Templating notation, compiled once: <c>${...}</c>, <c>$data</c> and <c>$when</c>.</summary>
/// <remarks>Three things differ from the SDKs of that notation: data that a template names must be there (they leave the expression
/// standing in the card), <c>$data</c> is an expression, never literal data, and <c>words</c> is seen from every item.</remarks>
internal abstract class CardTemplate
{
    /// <summary>The nodes that take this one's place: none where <c>$when</c> says no, several where <c>$data</c> is a list.</summary>
    public abstract IEnumerable<JsonNode?> Expand(Scope scope);

    /// <exception cref="FormatException">An expression cannot be read; the message names its place.</exception>
    public static CardTemplate Compile(JsonNode? node) => node switch
    {
        JsonObject item => Object(item),
        JsonArray list => new ListTemplate([.. list.Select(Compile)]),
        JsonValue value when value.TryGetValue(out string? text) => Text(text, value.GetPath()),
        _ => new FixedTemplate(node),
    };

    private static ObjectTemplate Object(JsonObject item)
    {
        var members = item.Where(member => member.Key is not ("$data" or "$when")).Select(member => (member.Key, Compile(member.Value))).ToArray();
        return new(members, Expression(item, "$data"), Expression(item, "$when"));
    }

    private static Expression? Expression(JsonObject item, string name)
    {
        if (item[name] is not { } node) return null;
        return Text(Values.Show(node), node.GetPath()) is TextTemplate { Only: { } only }
            ? only
            : throw new FormatException($"{node.GetPath()}: is not one expression; write \"${{...}}\"");
    }

    private static CardTemplate Text(string text, string place)
    {
        var parts = new List<object>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            if (open != at) parts.Add(text[at..(open < 0 ? text.Length : open)]);
            if (open < 0) break;
            var close = text.IndexOf('}', open);
            if (close < 0) throw new FormatException($"{place}: \"{text}\" opens ${{ and does not close it; add }}");
            parts.Add(Parse(text[(open + 2)..close], place));
            at = close + 1;
        }

        return parts.Any(part => part is Expression) ? new TextTemplate(parts) : new FixedTemplate(text);
    }

    private static Expression Parse(string source, string place)
    {
        try
        {
            return ExpressionParser.Parse(source);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{place}: {fault.Message}");
        }
    }

    private sealed class FixedTemplate(JsonNode? node) : CardTemplate
    {
        public override IEnumerable<JsonNode?> Expand(Scope scope) => [node?.DeepClone()];
    }

    private sealed class TextTemplate(List<object> parts) : CardTemplate
    {
        public Expression? Only => parts is [Expression only] ? only : null;

        public override IEnumerable<JsonNode?> Expand(Scope scope)
        {
            if (Only is { } only) return [only(scope)?.DeepClone()];
            var text = new StringBuilder();
            foreach (var part in parts) text.Append(part is Expression expression ? Values.Show(expression(scope)) : (string)part);
            return [text.ToString()];
        }
    }

    private sealed class ListTemplate(CardTemplate[] items) : CardTemplate
    {
        public override IEnumerable<JsonNode?> Expand(Scope scope) => [new JsonArray([.. items.SelectMany(item => item.Expand(scope))])];
    }

    private sealed class ObjectTemplate((string Name, CardTemplate Template)[] members, Expression? data, Expression? when) : CardTemplate
    {
        public override IEnumerable<JsonNode?> Expand(Scope scope) =>
            from inner in Scopes(scope)
            where when is null || Values.IsTrue(when(inner))
            select Build(inner);

        private IEnumerable<Scope> Scopes(Scope scope) => data?.Invoke(scope) switch
        {
            null => [scope],
            JsonArray list => list.Select((item, index) => scope with { Item = item, Index = index }),
            var item => [scope with { Item = item }],
        };

        private JsonObject Build(Scope scope)
        {
            var built = new JsonObject();
            foreach (var (name, template) in members)
                if (template.Expand(scope).ToArray() is { Length: > 0 } values)
                    built[name] = values.Length == 1 ? values[0] : new JsonArray(values);
            return built;
        }
    }
}
