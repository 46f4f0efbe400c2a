namespace CareBot.Care.Safety.Listening;

/// <summary>The lists whose names code knows. Each is filled in <c>listening.*.json</c>.</summary>
internal sealed record ScopeSymbols
{
    /// <summary>"no", "denies": what follows is not so.</summary>
    public required int Not { get; init; }

    /// <summary>": none", "was denied": what came before is not so.</summary>
    public required int NotAfter { get; init; }

    /// <summary>"not sure", "not only": looks like a negation, is none.</summary>
    public required int NotReally { get; init; }

    /// <summary>"cannot", "barely": negative, yet what follows it is no less true.</summary>
    public required int Unable { get; init; }

    /// <summary>"but", "now": ends what a negation or a past says.</summary>
    public required int But { get; init; }

    /// <summary>"I", "my", "having": begins a new statement in text without commas.</summary>
    public required int Restart { get; init; }

    /// <summary>"in", "of": a restart right after one goes on with the old statement ("no pain in my chest").</summary>
    public required int Link { get; init; }

    /// <summary>"or", "nor", "and": goes on with a list of things that are not so.</summary>
    public required int Also { get; init; }

    /// <summary>"last year", "used to".</summary>
    public required int Past { get; init; }

    /// <summary>"history of", "previous": tells of the past what follows it.</summary>
    public required int PastOf { get; init; }

    /// <summary>"runs in the family", "died of".</summary>
    public required int Family { get; init; }

    /// <summary>"what are the signs of", "if someone".</summary>
    public required int Question { get; init; }

    /// <summary>"the leaflet says", "in the movie".</summary>
    public required int Quotation { get; init; }

    /// <summary>"dying for a coffee".</summary>
    public required int Idiom { get; init; }

    /// <summary>"chest strap", "stroke survivors": the words mean something else here.</summary>
    public required int OtherMeaning { get; init; }

    /// <summary>"blood sugar", "blood pressure": only the first word means something else here.</summary>
    public required int OtherMeaningFirst { get; init; }

    /// <summary>"Refer Rosa for", "history of": staff write of their work with a danger.</summary>
    public required int Work { get; init; }

    /// <summary>"Monday", "confirm": a message of such words alone is everyday business, and no second opinion is asked.</summary>
    public required int Business { get; init; }

    /// <summary>As <see cref="Not"/>, in notes of professionals only.</summary>
    public required int NotInNotes { get; init; }

    /// <summary>As <see cref="NotAfter"/>, in notes only: "absent" says so of a sign, and "gone" not of a patient's pills.</summary>
    public required int NotAfterInNotes { get; init; }

    /// <summary>"Fever: no": alone between two marks, in notes only, it denies what stands before.</summary>
    public required int NotAloneInNotes { get; init; }

    /// <summary>"Cultures negative": last in its clause, in notes only, it denies what stands before; "negative deflections" denies nothing.</summary>
    public required int NotLastInNotes { get; init; }

    /// <summary>"Cannot walk without", "does not relieve": as <see cref="NotReallyInNotes"/>.</summary>
    public required int StillSoInNotes { get; init; }

    /// <summary>"Only", "other than": as <see cref="RestartInNotes"/>.</summary>
    public required int ApartInNotes { get; init; }

    /// <summary>The second opinion was learned without these, and how many lists a message touches counts with it.</summary>
    public IEnumerable<int> Unlearned => [NotAloneInNotes, NotLastInNotes, StillSoInNotes, ApartInNotes];

    /// <summary>As <see cref="NotReally"/>, in notes only: "cannot be ruled out".</summary>
    public required int NotReallyInNotes { get; init; }

    /// <summary>As <see cref="Restart"/>, in notes only.</summary>
    public required int RestartInNotes { get; init; }

    public static ScopeSymbols Find(GrammarBuilder builder) => new()
    {
        Not = builder.ListSymbol("not"),
        NotAfter = builder.ListSymbol("not-after"),
        NotReally = builder.ListSymbol("not-really"),
        Unable = builder.ListSymbol("unable"),
        But = builder.ListSymbol("but"),
        Restart = builder.ListSymbol("restart"),
        Link = builder.ListSymbol("link"),
        Also = builder.ListSymbol("also"),
        Past = builder.ListSymbol("past"),
        PastOf = builder.ListSymbol("past-of"),
        Family = builder.ListSymbol("family"),
        Question = builder.ListSymbol("question"),
        Quotation = builder.ListSymbol("quotation"),
        Idiom = builder.ListSymbol("idiom"),
        OtherMeaning = builder.ListSymbol("other-meaning"),
        OtherMeaningFirst = builder.ListSymbol("other-meaning-first"),
        Work = builder.ListSymbol("work"),
        Business = builder.ListSymbol("business"),
        NotInNotes = builder.ListSymbol("not-in-notes"),
        NotAfterInNotes = builder.ListSymbol("not-after-in-notes"),
        NotAloneInNotes = builder.ListSymbol("not-alone-in-notes"),
        NotLastInNotes = builder.ListSymbol("not-last-in-notes"),
        StillSoInNotes = builder.ListSymbol("still-so-in-notes"),
        ApartInNotes = builder.ListSymbol("apart-in-notes"),
        NotReallyInNotes = builder.ListSymbol("not-really-in-notes"),
        RestartInNotes = builder.ListSymbol("restart-in-notes"),
    };
}
