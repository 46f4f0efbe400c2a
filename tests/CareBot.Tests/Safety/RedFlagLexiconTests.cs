using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class RedFlagLexiconTests
{
    private const string Lists = """{"version":"1","source":"s","signatory":"n","language":"en","lists":{"not":["no"],"limb":["arm","leg"]}}""";

    [Fact]
    public void A_lexicon_of_one_rule_works() => Assert.Equal(SafetyClass.E911, Listen(Rule("{limb} ..2 gone"), "my arm is gone").ActOn);

    [Fact]
    public void Every_class_of_rule_is_there_in_both_languages() =>
        Assert.Equal(["en", "es"], RedFlagLexicon.Load(Path.Combine(SafetyContent.Folder, "lexicon")).Languages);

    [Theory]
    [InlineData("{nowhere} hurts", "/rules/0/say/en/0", "names the list {nowhere}")]
    [InlineData(".. hurts", "/rules/0/say/en/0", "begins or ends with a gap")]
    [InlineData("arm hurts?", "/rules/0/say/en/0", "begins or ends with a gap")]
    [InlineData("arm ..12 hurts", "/rules/0/say/en/0", "has the gap \"..12\"")]
    [InlineData("sugar #<x", "/rules/0/say/en/0", "has the number condition")]
    [InlineData("b12 low", "/rules/0/say/en/0", "letters only")]
    [InlineData("ar* hurts", "/rules/0/say/en/0", "at least 3 letters")]
    [InlineData("a ~ b ~ c", "/rules/0/say/en/0", "more than one ~")]
    public void A_pattern_that_cannot_be_read_is_refused_by_file_place_and_remedy(string pattern, string place, string remedy)
    {
        var fault = Assert.Throws<ContentException>(() => Listen(Rule(pattern), ""));
        Assert.StartsWith($"rules.json#{place}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"class\":\"E911\"", "\"class\":\"E912\"", "/rules/0/class")]
    [InlineData("\"title\":\"t\",", "", "/rules/0/title")]
    [InlineData("\"en\":", "\"fr\":", "/rules/0/say/en")]
    [InlineData("\"signatory\":\"n\",", "", "/signatory")]
    public void A_rule_that_is_not_whole_is_refused(string good, string bad, string place) =>
        Assert.StartsWith($"rules.json#{place}: ", Assert.Throws<ContentException>(() => Listen(Rule("arm").Replace(good, bad, StringComparison.Ordinal), "")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_member_is_refused_and_not_passed_over() =>
        Assert.Contains("rules.json", Assert.Throws<ContentException>(() => Listen(Rule("arm").Replace("\"say\"", "\"sey\"", StringComparison.Ordinal), "")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_exception_of_several_parts_is_refused() =>
        Assert.StartsWith(
            "rules.json#/rules/0/unless/en/0: joins parts",
            Assert.Throws<ContentException>(() => Listen(Rule("arm").Replace("\"say\"", "\"unless\":{\"en\":[\"a & b\"]},\"say\"", StringComparison.Ordinal), "")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_exception_silences_what_is_near_it_and_nothing_further_on()
    {
        var rules = Rule("arm").Replace("\"say\"", "\"unless\":{\"en\":[\"arm chair\"]},\"say\"", StringComparison.Ordinal);
        Assert.Null(Listen(rules, "my arm chair").ActOn);
        Assert.Equal(SafetyClass.E911, Listen(rules, "I sat in my arm chair. Then my arm went numb").ActOn);
    }

    [Fact]
    public void Two_rules_of_one_id_are_refused() =>
        Assert.Contains("stands in", Assert.Throws<ContentException>(() => Parse(("lists.json", Lists), ("a.json", Rule("arm")), ("b.json", Rule("leg")))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_that_contains_itself_is_refused()
    {
        var circle = """{"version":"1","source":"s","signatory":"n","language":"en","lists":{"a":["{b} x"],"b":["{a} y"]}}""";
        Assert.Contains("contains itself", Assert.Throws<ContentException>(() => new RedFlagListener(Parse(("lists.json", circle)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("nowhere-at-all", Assert.Throws<ContentException>(() => RedFlagLexicon.Load("nowhere-at-all")).Message, StringComparison.Ordinal);

    private static string Rule(string pattern) =>
        """{"version":"1","source":"s","signatory":"n","rules":[{"id":"r","class":"E911","title":"t","source":"s","say":{"en":["PATTERN"]}}]}"""
            .Replace("PATTERN", pattern, StringComparison.Ordinal);

    private static Heard Listen(string rules, string text) =>
        new RedFlagListener(Parse(("lists.json", Lists), ("rules.json", rules))).Listen(text, RedFlagContext.Unknown);

    private static RedFlagLexicon Parse(params (string Name, string Json)[] files) =>
        RedFlagLexicon.Parse(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Json))));
}
