using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Understands an ordinary request in English or Spanish, or a mixture: what, where, when, for whom. Pure.</summary>
/// <param name="vocabulary">The needs.</param>
/// <param name="places">Where things are.</param>
/// <param name="index">The directory that will be asked: its words are not misspelt, and its neighbourhood is where a bare name of a city is meant.</param>
public sealed partial class RequestReader(NeedVocabulary vocabulary, Places places, ResourceIndex index)
{
    private static readonly HashSet<string> Asking = new(["need", "needs", "want", "wants", "looking", "find", "necesito", "necesita", "necesitamos", "busco", "quiero", "quisiera", "buscando"], StringComparer.Ordinal);

    private readonly WordCorrection _correction = new(vocabulary.Asked.Words.Concat(vocabulary.Synonyms.Keys));

    public ResourceRequest Read(string text)
    {
        var said = new SaidWords(Wording.Fold(text.Length > 400 ? text[..400] : text));
        // "¿Cuáles son gratis?" names no child.
        said.Take("cuales son", "que son", "donde son", "quienes son", "cuando son", "como son", "ellos son", "estos son", "esos son", "todos son", "no son", "son de", "son para", "son los", "son las", "son muy", "son en");
        var age = ReadAge(said);
        var languages = ReadLanguages(said);
        var when = TimeWishes.Read(said);
        var free = said.Take("free of charge", "for free", "no cost", "free", "gratis", "gratuito", "gratuita", "gratuitos", "gratuitas", "sin costo", "without paying", "sin pagar");
        var place = new PlaceReader(places, index, word => IsWord(word) || _correction.Correct(word) is not null).Read(said);
        var walkIn = said.Take("walk in", "walk ins", "walk in clinic", "without an appointment", "no appointment", "sin cita", "sin cita previa");
        said.Correct(word => IsWord(word) ? null : _correction.Correct(word));
        var stepFree = said.Holds("wheelchair", "silla de ruedas", "wheel chair", "step free", "accessible");
        var isVirtual = said.Holds("online", "by phone", "over the phone", "virtual", "telehealth", "por telefono", "en linea", "from home", "desde casa");
        var (needs, spent, meant) = ReadNeeds(said, age);
        return new ResourceRequest
        {
            Needs = needs,
            Words = [.. said.Left.Where((word, at) => word.Length > 1 && !spent[at] && !vocabulary.Idle.Contains(word)).Distinct()],
            Meant = meant,
            Near = place.Near,
            UnknownPlace = place.Unknown,
            Towns = place.Towns,
            WantsWalkIn = walkIn,
            Languages = languages,
            When = when,
            MustBeFree = free,
            NeedsStepFree = stepFree,
            WantsVirtual = isVirtual,
            Age = age,
        };
    }

    private bool IsWord(string word) => index.Knows(Wording.Stem(word)) || vocabulary.Idle.Contains(word) || vocabulary.Synonyms.ContainsKey(word);

    /// <summary>The needs in the order in which they are said, and the words that are to be looked for no more.</summary>
    private (List<string> Needs, bool[] Spent, IReadOnlySet<string> Meant) ReadNeeds(SaidWords said, int? age)
    {
        var needs = new List<(string Id, int At)>();
        var words = said.Left.ToList();
        var taken = new (int At, int Length)[words.Count];
        var spent = new bool[words.Count];
        var accepted = new List<(int At, int End, int Owner)>();
        foreach (var (owner, at, length) in vocabulary.Asked.Find(words).OrderByDescending(found => found.Length).ThenBy(found => found.At))
        {
            // A longer phrase says more exactly what is meant: in "light bill" neither light nor bill counts for itself. Of two that only
            // cross, as in "speech therapist for my child", each says something; not so "need a ride" and "ride to dialysis".
            if (accepted.Any(one => one.At < at + length && at < one.End && (one.At, one.End) != (at, at + length) && (Covers(one.At, one.End, at, length) || vocabulary.IsPartOf(one.Owner, owner))))
                continue;
            accepted.Add((at, at + length, owner));
            for (var i = at; i < at + length; i++)
            {
                taken[i] = (at, length);
                // In "no insurance" the word insurance would find those who sell it.
                spent[i] = length > 1 && vocabulary.Needs[owner].IsCircumstance;
            }

            needs.Add((vocabulary.Needs[owner].Id, at));
        }

        if (words.Any(Relatives.IsOld) || age >= 60)
            needs.Add(("seniors", words.Count));
        if (age < 18)
            needs.Add(("children", words.Count));
        return (InOrder(needs, words.FindIndex(Asking.Contains)), spent, words.Where((_, at) => taken[at].Length > 0).ToHashSet(StringComparer.Ordinal));
    }

    private static bool Covers(int from, int end, int at, int length) => from <= at && end >= at + length;

    /// <summary>What is needed first. What is said after "I need" is it; what comes before is why.</summary>
    private List<string> InOrder(IEnumerable<(string Id, int At)> needs, int asked)
    {
        var ordered = needs.Where(need => vocabulary.Find(need.Id) is not null).OrderBy(need => need.At < asked).ThenBy(need => need.At).Select(need => need.Id).Distinct().ToList();
        // Of "transport to dialysis" and "transport" the first says what is meant.
        return [.. ordered.OrderBy(id => ordered.FindIndex(first => first == id || first.StartsWith($"{id}.", StringComparison.Ordinal) || id.StartsWith($"{first}.", StringComparison.Ordinal))).ThenByDescending(id => id.Count(c => c == '.'))];
    }

    private List<string> ReadLanguages(SaidWords said)
    {
        // "English classes" are looked for; "speaks Polish" is how somebody is to be spoken with.
        if (said.Holds("class", "classes", "clase", "clases", "learn", "aprender", "lessons", "esl", "curso", "cursos"))
            return [];
        var words = said.Left.ToList();
        var sought = vocabulary.Asked.Find(words).Where(found => found.Length > 1 && !vocabulary.Needs[found.Owner].IsCircumstance)
            .SelectMany(found => words.GetRange(found.At, found.Length)).ToHashSet(StringComparer.Ordinal);
        var languages = LanguageNames.In(said.All).Where(found => !sought.Contains(found.Words)).ToList();
        foreach (var (_, name) in languages)
            said.Take(name);
        return [.. languages.Select(one => one.Code).Distinct()];
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

    [GeneratedRegex(@"\b(?:(?<years>\d{1,3}) (?:years? old|year old|yrs? old|yo|anos|(?<months>months? old|month old|meses))|(?:aged?|edad|de|who is|shes|hes|she is|he is|im|i am|tiene|tengo) (?<years>\d{1,3})(?= anos|$| years?)(?: anos| years?)?|(?:son|daughter|grandson|granddaughter|kid|child|hijo|hija|nieto|nieta|mother|mom|father|dad|mama|papa|abuela|abuelo) (?<years>\d{1,3})(?! (?:am|pm|kids?|child|children|sons?|daughters?|hij[oa]s?|nin[oa]s?|days?|dias?|times|veces|miles?|millas?)))\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Age();
}
