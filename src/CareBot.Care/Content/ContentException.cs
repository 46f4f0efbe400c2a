namespace CareBot.Care.Content;

/// <summary>A content file cannot be used. The message names the file, the place in it and the remedy.</summary>
/// <param name="file">The file's name, as a person would look for it.</param>
/// <param name="place">A JSON pointer into the file, such as <c>/rules/3/id</c>; empty for the file as a whole.</param>
/// <param name="problem">What is wrong, and what to write instead.</param>
public sealed class ContentException(string file, string place, string problem) : Exception($"{file}#{place}: {problem}")
{
    public string File { get; } = file;

    public string Place { get; } = place;

    public string Problem { get; } = problem;
}
