using System.Text.Json.Nodes;
using CareBot.Care.Content;
using CareBot.Dialogs.Voice.Cards;

namespace CareBot.Dialogs.Voice;

/// <summary>Every card that CareBot shows: a name, a language, a channel and data give an attachment and its text twin.</summary>
public sealed class Deck
{
    private const string SharedWords = "card.shared.";

    /// <summary>Where a renderer reads Markdown: a text, and what stands behind a fact.</summary>
    private static readonly string[] Shown = ["text", "value"];

    private readonly Dictionary<string, CardTemplate> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Card, string Language), JsonObject> _words = [];

    private Deck() { }

    public IEnumerable<string> Names => _templates.Keys;

    /// <summary>Deals a card. What the data must hold is shown by the card's samples; its values are finished words in the language.</summary>
    /// <param name="channelId">Teams gets Action.Execute; every other channel gets Action.Submit with the same data and the verb in it,
    /// because Web Chat does nothing on Action.Execute.</param>
    /// <exception cref="KeyNotFoundException">No card has this name.</exception>
    /// <exception cref="MissingDataException">The template names something that the data lacks.</exception>
    public Dealt Deal(string name, string? language, string? channelId, JsonObject data)
    {
        var spoken = Languages.Of(language);
        var words = _words[(name, spoken)];
        var card = (JsonObject)_templates[name].Expand(new Scope(data, data, words, 0)).Single()!;
        foreach (var part in CardActions.Parts(card).ToArray())
        {
            foreach (var field in Shown.Where(field => part[field] is JsonValue value && value.TryGetValue(out string? text) && text.Contains("](", StringComparison.Ordinal)))
                part[field] = Unlinked.Of(part[field]!.GetValue<string>());
        }

        var dealt = TextTwin.Of(card, words);
        card["lang"] = spoken;
        card["fallbackText"] = dealt.Text;
        if (channelId != "msteams") CardActions.Submit(card);
        return dealt;
    }

    /// <summary>Compiles <c>cards/*.card.json</c> and deals every sample of each in every language, for Teams and for Web Chat.</summary>
    /// <exception cref="ContentException">A template cannot be read, has no sample, or what is dealt breaks a rule of <see cref="CardRules"/>.</exception>
    public static Deck Load(string contentRoot, Texts texts)
    {
        var deck = new Deck();
        var folder = Path.Combine(contentRoot, "cards");
        if (!Directory.Exists(folder)) return deck;
        foreach (var path in Directory.EnumerateFiles(folder, "*.card.json").Order(StringComparer.Ordinal))
        {
            var file = new ContentFile(contentRoot, path);
            var name = Path.GetFileName(path)[..^".card.json".Length];
            deck._templates.Add(name, Compile(file));
            foreach (var language in Languages.All) deck._words.Add((name, language), Words(texts, language, name));
            deck.Prove(name, file, contentRoot);
        }

        return deck;
    }

    private static CardTemplate Compile(ContentFile file)
    {
        try
        {
            return CardTemplate.Compile(file.ReadObject());
        }
        catch (FormatException fault)
        {
            throw file.Fault("", fault.Message);
        }
    }

    /// <summary>The language's texts under <c>card.&lt;name&gt;.</c> and those that all cards share, as a tree: zone.red is words.zone.red.</summary>
    private static JsonObject Words(Texts texts, string language, string name)
    {
        var words = new JsonObject();
        foreach (var prefix in new[] { SharedWords, $"card.{name}." })
            foreach (var key in texts.Keys(prefix))
            {
                var path = key[prefix.Length..].Split('.');
                var parent = path[..^1].Aggregate(words, (node, part) => (JsonObject)(node[part] ??= new JsonObject()));
                parent[path[^1]] = texts.Source(language, key);
            }

        return words;
    }

    private void Prove(string name, ContentFile file, string root)
    {
        var samples = Path.Combine(root, "cards", "samples");
        var paths = Directory.Exists(samples) ? Directory.GetFiles(samples, name + ".*.json") : [];
        if (paths.Length == 0) throw file.Fault("", $"has no sample; add cards/samples/{name}.<situation>.json with the data that it needs");
        foreach (var sample in paths.Order(StringComparer.Ordinal).Select(path => new ContentFile(root, path)))
        {
            var data = sample.ReadObject();
            foreach (var language in Languages.All)
                foreach (var channel in new[] { "msteams", "webchat" })
                    Prove(name, file, sample, data, language, channel);
        }
    }

    private void Prove(string name, ContentFile file, ContentFile sample, JsonObject data, string language, string channel)
    {
        try
        {
            if (CardRules.Faults(Deal(name, language, channel, data)).FirstOrDefault() is { } fault)
                throw file.Fault($"{sample.Name}, {language}, {channel}", fault);
        }
        catch (Exception fault) when (fault is MissingDataException or InvalidOperationException or InvalidCastException)
        {
            throw file.Fault($"{sample.Name}, {language}, {channel}", fault.Message);
        }
    }
}
