namespace CareBot.Care.ResourceDirectory;

/// <summary>Words for relatives that count as one when a request is read: whoever drives a mother to the doctor drives an uncle too.</summary>
internal static class Relatives
{
    private static readonly string[] Old = ["grandmother", "grandma", "grandfather", "grandpa", "grandparents", "abuela", "abuelo", "abuelos", "abuelita", "abuelito"];

    private static readonly Dictionary<string, string> Words = new[]
    {
        "mother mom mommy mum father dad daddy parent parents grandmother grandma grandfather grandpa grandparent grandparents uncle aunt brother sister cousin relative sibling mama mami madre papa papi padre padres abuela abuelo abuelos abuelita abuelito tia tio hermano hermana suegra suegro primo prima",
        "husband wife spouse esposo esposa marido",
        "child son sons daughter daughters children kid kids hijo hija hijos hijas nino nina ninos ninas",
    }.Select(group => group.Split(' ')).SelectMany(group => group.Select(word => (Word: word, First: group[0]))).ToDictionary(pair => pair.Word, pair => pair.First, StringComparer.Ordinal);

    /// <summary>Whether a word says that somebody is old.</summary>
    public static bool IsOld(string word) => Old.Contains(word);

    /// <param name="word">Folded.</param>
    public static string Alike(string word) => Words.GetValueOrDefault(word, word);
}
