namespace CareBot.Care.CheckIns;

/// <summary>Which text keys a protocol needs.</summary>
internal static class ProtocolTexts
{
    public static HashSet<string> KeysOf(CheckInProtocol protocol) =>
    [
        protocol.Title,
        .. protocol.Questions.SelectMany(question => new[] { question.Text, $"{question.Text}.label" }),
        .. protocol.Questions.SelectMany(question => question.Choices).Select(choice => choice.Text),
        .. protocol.Questions.OfType<CheckInQuestion.Quantity>().SelectMany(question => question.Units).Select(unit => unit.Text),
        .. protocol.PersonalValues.Select(value => value.Text),
        .. protocol.Rules.Select(rule => rule.Label.Text).Append(protocol.ReturnToGreen.Label.Text)
            .SelectMany(text => new[] { $"{text}.patient", $"{text}.coordinator" }),
        .. protocol.Rules.Where(rule => rule.Label.Severity < Zone.Red).Select(rule => $"{rule.Label.Text}.name.coordinator"),
        .. ZoneKeys(protocol.ZoneTexts),
        .. protocol.Silence is { } silence ? new[] { silence.Nudge, silence.Text } : [],
    ];

    private static string[] ZoneKeys(ZoneTexts zones) => [zones.Red, zones.Yellow, zones.Expected, zones.Improving, zones.Unknown, zones.Green];
}
