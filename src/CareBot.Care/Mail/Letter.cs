namespace CareBot.Care.Mail;

/// <summary>An e-mail as it waits to be sent. Its id derives from its cause, so that asking for it twice sends it once.</summary>
/// <remarks>The subject is read on locked screens and by mail servers on the way: it names no person, need or service.</remarks>
public sealed record Letter
{
    public string Kind { get; init; } = "letter";

    public int V { get; init; } = 1;

    /// <summary>ASCII letters, digits and <c>- : _</c>; part of a record key and of the Message-ID.</summary>
    public required string Id { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>The body, plain text; empty once it is sent or given up, for nobody needs it twice.</summary>
    public required string Text { get; init; }

    /// <summary>The referral that it is about, as <c>patient/referral</c>: its answer, or its loss, belongs there. Null for any other letter.</summary>
    public string? About { get; init; }

    /// <summary>How the ids of the letters begin of which only the newest is worth sending: a visit as it is now. Null where each one is.</summary>
    public string? Series { get; init; }

    public LetterEnclosure? Enclosure { get; init; }

    public required DateTimeOffset Since { get; init; }

    public int Tries { get; init; }

    public LetterState State { get; init; } = LetterState.Waiting;
}

/// <summary>A text file that goes along, such as a calendar entry.</summary>
/// <param name="FileName">As the reader's mail program shows it.</param>
/// <param name="ContentType">With its parameters: <c>text/calendar; method=PUBLISH</c>.</param>
/// <param name="Content">The file.</param>
public sealed record LetterEnclosure(string FileName, string ContentType, string Content);

public enum LetterState
{
    Waiting,
    Sent,
    GivenUp,

    /// <summary>It waited until a newer one of its <see cref="Letter.Series"/> took its place.</summary>
    Overtaken,
}
