namespace CareBot.Care.Exchange.Hsds;

/// <summary>One row of a table of a package, whichever form the package has: a line of CSV, or an object of JSON whose parents are named by id.</summary>
/// <param name="Table">The name of HSDS 3.0, in the singular (<see cref="HsdsTables"/>).</param>
/// <param name="File">The file as it is called in the package.</param>
/// <param name="Number">In the file: the first row below the header is 2, as a spreadsheet counts; an object of JSON counts from 1.</param>
/// <param name="Fields">Lower-case names; empty values are left out.</param>
public sealed record HsdsRow(string Table, string File, int Number, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The trimmed value, or null when it is blank.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);

    public string? First(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (this[field] is { } value)
                return value;
        }

        return null;
    }
}

/// <summary>Something that is wrong in a package: where, what, and what became of it.</summary>
/// <param name="Kind">Groups what is alike, e.g. <c>unknown-organization</c>.</param>
/// <param name="Row">0 for the whole file.</param>
/// <param name="Field">Empty for the whole row.</param>
/// <param name="Value">As it stands in the file; empty when nothing stands there.</param>
/// <param name="What">What is wrong and what was done about it, the same words for all of a kind.</param>
public sealed record HsdsDefect(string Kind, string File, int Row, string Field, string Value, string What);

/// <summary>Nothing of a package can be taken.</summary>
public sealed class HsdsPackageException : Exception
{
    public HsdsPackageException()
    {
    }

    public HsdsPackageException(string message) : base(message)
    {
    }

    public HsdsPackageException(string message, Exception inner) : base(message, inner)
    {
    }
}
