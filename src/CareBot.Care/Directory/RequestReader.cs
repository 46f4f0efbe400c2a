using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Understands an ordinary request in English or Spanish, or a mixture: what, where, when, for whom. Pure.</summary>
/// <param name="vocabulary">The needs.</param>
/// <param name="places">Where things are.</param>
/// <param name="index">The directory that will be asked: its words are not misspelt, and its neighbourhood is where a bare name of a city is meant.</param>
public sealed partial class RequestReader(NeedVocabulary vocabulary, Places places, ResourceIndex index)
{
    private readonly WordCorrection _correction = new(vocabulary);

    public ResourceRequest Read(string text)
    {
        var said = new SaidWords(Wording.Fold(text.Length > 400 ? text[..400] : text));
        var age = ReadAge(said);
        var languages = ReadLanguages(said);
        var when = TimeWishes.Read(said);
        var free = said.Take("free of charge", "for free", "no cost", "free", "gratis", "gratuito", "gratuita", "gratuitos", "gratuitas", "sin costo", "without paying", "sin pagar");
        var near = new PlaceReader(places, index).Read(said);
        said.Correct(word => index.Knows(Wording.Stem(word)) || vocabulary.Idle.Contains(word) || vocabulary.Synonyms.ContainsKey(word) ? null : _correction.Correct(word));
        var stepFree = said.Holds("wheelchair", "silla de ruedas", "wheel chair", "step free", "accessible");
        var isVirtual = said.Holds("online", "by phone", "over the phone", "virtual", "telehealth", "por telefono", "en linea", "from home", "desde casa");
        return new ResourceRequest
        {
            Needs = ReadNeeds(said, age),
            Words = [.. said.Left.Where(word => word.Length > 1 && !vocabulary.Idle.Contains(word)).Distinct()],
            Near = near,
            Languages = languages,
            When = when,
            MustBeFree = free,
            NeedsStepFree = stepFree,
            WantsVirtual = isVirtual,
            Age = age,
        };
    }

    private List<string> ReadNeeds(SaidWords said, int? age)
    {
        var needs = new List<(string Id, int At)>();
        var words = said.Left.ToList();
        var stems = words.Select(Wording.Stem).ToList();
        var taken = new int[words.Count];
        foreach (var (owner, at, length) in vocabulary.Asked.Find(stems).OrderByDescending(found => found.Length).ThenBy(found => found.At))
        {
            // A longer phrase says more exactly what is meant: in "light bill" neither light nor bill counts for itself.
            if (Enumerable.Range(at, length).Any(i => taken[i] > length))
                continue;
            for (var i = at; i < at + length; i++)
                taken[i] = length;
            needs.Add((vocabulary.Needs[owner].Id, at));
        }

        if (age is { } years)
            needs.Add((years < 18 ? "children" : years >= 60 ? "seniors" : "", 99));
        return [.. needs.Where(need => vocabulary.Find(need.Id) is not null).OrderBy(need => need.At).Select(need => need.Id).Distinct()];
    }

    private static List<string> ReadLanguages(SaidWords said)
    {
        var found = LanguageNames.In(said.All).ToList();
        // "English classes" are looked for; "speaks Polish" is how somebody is to be spoken with.
        if (said.Holds("class", "classes", "clases", "learn", "aprender", "lessons", "esl"))
            return [];
        foreach (var (_, words) in found)
            said.Take(words);
        return [.. found.Select(one => one.Code).Distinct()];
    }

    private static int? ReadAge(SaidWords said)
    {
        var match = Age().Match(said.All);
        if (!match.Success)
            return null;
        var number = int.Parse(match.Groups["years"].Value, CultureInfo.InvariantCulture);
        said.Take(match.Value.Trim());
        return match.Groups["months"].Success ? 0 : number is > 0 and < 120 ? number : null;
    }

    [GeneratedRegex(@"\b(?:(?<years>\d{1,3}) (?:years? old|year old|yrs? old|yo|anos|(?<months>months? old|month old|meses))|(?:aged?|edad|de) (?<years>\d{1,3})(?= anos|$| years?)(?: anos| years?)?)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Age();
}
