using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice.Cards;

/// <summary>Compiles the part of the Adaptive Expressions language that the cards use: paths, literals, comparisons, <c>! &amp;&amp; ||</c>,
/// <c>count(list)</c>, <c>string(value)</c> and <c>if(condition, then, else)</c>.</summary>
internal sealed partial class ExpressionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly List<string> _tokens;
    private int _at;

    private ExpressionParser(string source) => _tokens = [.. Token().Matches(source).Select(match => match.Value).Where(token => token.Trim().Length > 0)];

    /// <exception cref="FormatException">The expression is not of that part of the language.</exception>
    public static Expression Parse(string source)
    {
        var parser = new ExpressionParser(source);
        var expression = parser.Or();
        return parser._at == parser._tokens.Count ? expression : throw new FormatException($"cannot read ${{{source}}} from \"{parser.Peek}\" on");
    }

    private string Peek => _at < _tokens.Count ? _tokens[_at] : "";

    private bool Take(string token)
    {
        if (Peek != token) return false;
        _at++;
        return true;
    }

    private void Need(string token)
    {
        if (!Take(token)) throw new FormatException($"expected \"{token}\" where \"{Peek}\" stands");
    }

    private Expression Or()
    {
        var left = And();
        while (Take("||"))
        {
            var (first, second) = (left, And());
            left = scope => Values.IsTrue(first(scope)) || Values.IsTrue(second(scope));
        }

        return left;
    }

    private Expression And()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            var (first, second) = (left, Comparison());
            left = scope => Values.IsTrue(first(scope)) && Values.IsTrue(second(scope));
        }

        return left;
    }

    private Expression Comparison()
    {
        var left = Unary();
        if (!Comparisons.Contains(Peek)) return left;
        var sign = _tokens[_at++];
        var right = Unary();
        return sign switch
        {
            "==" => scope => Values.Same(left(scope), right(scope)),
            "!=" => scope => !Values.Same(left(scope), right(scope)),
            "<=" => scope => Values.Compare(left(scope), right(scope)) <= 0,
            ">=" => scope => Values.Compare(left(scope), right(scope)) >= 0,
            "<" => scope => Values.Compare(left(scope), right(scope)) < 0,
            _ => scope => Values.Compare(left(scope), right(scope)) > 0,
        };
    }

    private Expression Unary()
    {
        if (!Take("!")) return Primary();
        var inner = Unary();
        return scope => !Values.IsTrue(inner(scope));
    }

    private Expression Primary()
    {
        if (Take("("))
        {
            var inner = Or();
            Need(")");
            return inner;
        }

        var token = Peek;
        _at++;
        if (token.Length > 1 && token[0] == '\'') return Constant(token[1..^1]);
        if (decimal.TryParse(token, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return Constant(number);
        if (token is "true" or "false") return Constant(token == "true");
        if (!Name().IsMatch(token)) throw new FormatException($"cannot read \"{token}\"");
        return Peek == "(" ? Function(token) : Path(token);
    }

    private static Expression Constant(JsonNode value) => _ => value;

    private Expression Function(string name)
    {
        Need("(");
        var arguments = new List<Expression> { Or() };
        while (Take(",")) arguments.Add(Or());
        Need(")");
        return (name, arguments) switch
        {
            ("count", [var list]) => scope => (list(scope) as JsonArray ?? throw new MissingDataException("list to count")).Count,
            ("string", [var value]) => scope => Values.Show(value(scope)),
            ("if", [var condition, var then, var otherwise]) => scope => Values.IsTrue(condition(scope)) ? then(scope) : otherwise(scope),
            _ => throw new FormatException($"there is no function {name} with {arguments.Count} arguments here; use count(list), string(value) or if(condition, then, else)"),
        };
    }

    private Expression Path(string name)
    {
        Expression path = scope => scope.Find(name);
        for (var said = name; ;)
            if (Take("."))
            {
                var (parent, member) = (path, Peek);
                _at++;
                said += "." + member;
                var full = said;
                path = scope => Member(parent(scope), member, full);
            }
            else if (Take("["))
            {
                var (parent, key) = (path, Or());
                Need("]");
                said += "[]";
                var full = said;
                path = scope => Member(parent(scope), Values.Show(key(scope)), full);
            }
            else
                return path;
    }

    private static JsonNode? Member(JsonNode? parent, string member, string path) => parent switch
    {
        JsonObject item when item.TryGetPropertyValue(member, out var value) => value,
        JsonArray list when int.TryParse(member, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
        _ => throw new MissingDataException(path.Replace("[]", $"[{member}]", StringComparison.Ordinal)),
    };

    [GeneratedRegex(@"'[^']*'|[0-9]+(?:\.[0-9]+)?|\$?[A-Za-z_][A-Za-z0-9_]*|==|!=|<=|>=|&&|\|\||\s+|.")]
    private static partial Regex Token();

    [GeneratedRegex(@"^\$?[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Name();
}
