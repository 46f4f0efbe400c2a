using System.Text.RegularExpressions;
using CareBot.Care.CheckIns;
using CareBot.Dialogs.Voice;

namespace CareBot.Tests.CheckIns;

public sealed partial class CheckInTextTests
{
    // Loading refuses a key or placeholder that one language has and the other has not.
    private static readonly Texts Texts = Texts.Load(Path.GetFullPath(Path.Combine(Patient.Folder(), "../..")));

    [Fact]
    public void Every_word_the_protocol_needs_is_there() =>
        Assert.DoesNotContain(Patient.Protocol.TextKeys, key => !Texts.Has(key));

    [Fact]
    public void There_are_words_for_whatever_could_not_be_assessed() =>
        Assert.All(Enum.GetValues<NotAssessedCause>(), cause =>
        {
            var text = new NotAssessed("d1", "weight", cause).Text;
            Assert.True(Texts.Has($"{text}.patient") && Texts.Has($"{text}.coordinator"), text);
        });

    [Fact]
    public void There_are_words_for_every_threshold_that_did_not_count() =>
        Assert.All(Enum.GetValues<NotAppliedCause>(), cause =>
        {
            var own = new ThresholdOverride("d1", 2, "lb", "Dr Shah", "Small person.", default, default);
            Assert.True(Texts.Has(new NotApplied(own, cause).Text), cause.ToString());
        });

    [Fact]
    public void A_yellow_day_is_told_as_the_clinic_would()
    {
        var reason = Texts.Say("en", "heartFailure.reason.d1.patient", ("change", "4 lb"), ("day", Texts.Say("en", "checkIn.yesterday")));
        Assert.Equal(
            "Your weight is up 4 lb since yesterday. In your plan this means: call the clinic today. "
            + "Maria has been told and will call by 3 pm. If breathing gets hard, call 911.",
            Texts.Say("en", "heartFailure.zone.yellow", ("reasons", reason), ("coordinator", "Maria"), ("time", new TimeOnly(15, 0))));
        Assert.Equal("Su peso subió 2 kg desde el lunes 2 de marzo.", Texts.Say("es", "heartFailure.reason.d1.patient",
            ("change", "2 kg"), ("day", Texts.Say("es", "checkIn.onDate", ("date", new DateOnly(2026, 3, 2))))));
    }

    [Fact]
    public void A_gain_a_loss_and_the_dry_weight_can_be_told_in_numbers()
    {
        (string, object?)[] figures =
        [
            ("change", "4 lb"), ("from", "180 lb"), ("to", "184 lb"), ("threshold", "3 lb"), ("hours", 24), ("date", new DateOnly(2026, 3, 2)), ("day", "yesterday"),
        ];
        var measured = Patient.Protocol.Rules.Where(rule => rule.Measured is not null).Select(rule => rule.Label.Text);
        Assert.All(from text in measured from who in new[] { "patient", "coordinator" } from language in Languages.All select (text, who, language),
            each => Assert.DoesNotContain("{", Texts.Say(each.language, $"{each.text}.{each.who}", figures), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Nobody_is_told_that_they_are_fine(string language) =>
        Assert.DoesNotMatch(Reassurance(), string.Join('\n', Texts.Keys("heartFailure.").Select(key => Texts.Source(language, key))));

    [Fact]
    public void The_emergency_words_come_first_and_are_few()
    {
        Assert.All(Languages.All, language =>
        {
            var words = Texts.Source(language, Patient.Protocol.ZoneTexts.Red).Split(' ');
            Assert.True(words.Length <= 40, language);
            Assert.Contains(words.Take(10), word => word.Contains("911", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Sentences_to_patients_are_short()
    {
        var keys = Patient.Protocol.TextKeys.Where(key => !key.EndsWith(".coordinator", StringComparison.Ordinal));
        Assert.All(from key in keys from language in Languages.All select (key, language), each =>
            Assert.All(Texts.Source(each.language, each.key).Split(['.', '?', ':', '!'], StringSplitOptions.RemoveEmptyEntries),
                sentence => Assert.True(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 17, sentence)));
    }

    [GeneratedRegex(@"\b(you are fine|you're fine|don't worry|(?<!no )está bien|no se preocupe)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reassurance();
}
