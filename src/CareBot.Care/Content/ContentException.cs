namespace CareBot.Care.Content;

/// <summary>Content that cannot be used. The message names the file, the place inside it and the remedy; it is read by whoever edits content.</summary>
public sealed class ContentException(string file, string place, string remedy) : Exception($"{file}#{place}: {remedy}");
