using System.Text.Json.Nodes;

namespace CareBot.Dialogs.Voice.Cards;

/// <summary>Writes a finished card as plain text: every fact a line, every button a number.</summary>
/// <remarks>Made from the card itself, the two cannot come to say different things.</remarks>
internal sealed class TextTwin
{
    private readonly List<string> _lines = [];
    private readonly List<CardOption> _options = [];
    private string? _noteLabel;

    private TextTwin(JsonObject card) => Card(card);

    public static Dealt Of(JsonObject card, JsonObject words)
    {
        var twin = new TextTwin(card);
        return new(card, string.Join('\n', twin._lines), twin._options)
        {
            Choose = Values.Show(words["choose"]),
            NoteHint = twin._noteLabel is { } label ? $"{label}: {Values.Show(words["afterNumber"])}" : "",
        };
    }

    private void Card(JsonObject card)
    {
        foreach (var element in Items(card, "body")) Element(element);
        foreach (var action in Items(card, "actions")) Action(action);
    }

    private void Element(JsonObject element)
    {
        switch (Text(element, "type"))
        {
            case "TextBlock": Line(Text(element, "text")); break;
            case "FactSet": foreach (var fact in Items(element, "facts")) Line($"{Text(fact, "title")}: {Text(fact, "value")}"); break;
            case "ColumnSet": Line(string.Join(" | ", Items(element, "columns").Select(Flat))); break;
            case "Container": foreach (var item in Items(element, "items")) Element(item); break;
            case "ActionSet": foreach (var action in Items(element, "actions")) Action(action); break;
            case "Image": Line(Text(element, "altText")); break;
        }

        if (element["selectAction"] is JsonObject select) Action(select);
    }

    /// <summary>The number to dial, or the whole address of a page.</summary>
    public static string Address(string url) => url.StartsWith("tel:", StringComparison.Ordinal) || url.StartsWith("sms:", StringComparison.Ordinal) ? url[4..] : url;

    private void Line(string text)
    {
        if (text.Length > 0) _lines.Add(text);
    }

    private static string Flat(JsonObject column) => string.Join(", ", new TextTwin(new JsonObject { ["body"] = column["items"]?.DeepClone() })._lines);

    private void Action(JsonObject action)
    {
        var title = Text(action, "title");
        if (action["card"] is JsonObject inner) Inner(title, inner);
        else if (Text(action, "type") == "Action.OpenUrl") Line($"{title}: {Address(Text(action, "url"))}");
        // Where the answer is a figure itself, a number before a button would be taken for one.
        else if (action["data"]?["plain"] is JsonValue plain && plain.TryGetValue(out bool isPlain) && isPlain) Line($"- {title}");
        else _options.Add(new(title, (JsonObject)action["data"]!.DeepClone()));
    }

    /// <summary>A card behind a button: one number for each of its choices, so that a typed number says all of it.</summary>
    private void Inner(string title, JsonObject card)
    {
        var inputs = Items(card, "body").Where(element => Text(element, "type").StartsWith("Input.", StringComparison.Ordinal)).ToArray();
        var note = inputs.FirstOrDefault(input => Text(input, "type") == "Input.Text");
        _noteLabel ??= note is null ? null : Text(note, "label");
        foreach (var choices in inputs.Where(input => Text(input, "type") == "Input.ChoiceSet"))
            foreach (var choice in Items(choices, "choices"))
                foreach (var action in Items(card, "actions"))
                {
                    var data = (JsonObject)action["data"]!.DeepClone();
                    data[Text(choices, "id")] = Text(choice, "value");
                    _options.Add(new($"{(Items(card, "actions").Skip(1).Any() ? Text(action, "title") : title)}: {Text(choice, "title")}", data, note is null ? null : Text(note, "id")));
                }
    }

    private static IEnumerable<JsonObject> Items(JsonObject parent, string name) => (parent[name] as JsonArray ?? []).OfType<JsonObject>();

    private static string Text(JsonObject parent, string name) => Values.Show(parent[name]);
}
