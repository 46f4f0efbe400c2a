using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>What the bot itself offers to say, in every language: its buttons and the answers of its questions. Said at another place than where
/// it was offered, "nearly every day" is still no more than that.</summary>
public sealed class OwnWords
{
    private readonly HashSet<string> _words;

    private OwnWords(IEnumerable<string> words) => _words = [.. words.Select(Folding.Words)];

    public static OwnWords Of(Texts texts, IEnumerable<Instrument> instruments, IEnumerable<CheckInProtocol> protocols) => new(
    [
        .. texts.Keys().Where(key => key.StartsWith("answer.", StringComparison.Ordinal) || $".{key}".Contains(".button.", StringComparison.Ordinal))
            .Concat(protocols.SelectMany(protocol => protocol.Questions).SelectMany(question => question.Choices).Select(choice => choice.Text))
            .SelectMany(key => Languages.All.Select(language => texts.Source(language, key))),
        .. instruments.SelectMany(instrument => instrument.Questionnaire.All).SelectMany(item => item.Options).SelectMany(option => option.Label.Languages.Select(option.Label.In)),
    ]);

    /// <summary>Whether a message is one of them to the letter.</summary>
    public bool Are(string said) => _words.Contains(Folding.Words(said));
}
