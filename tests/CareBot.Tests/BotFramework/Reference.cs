namespace CareBot.Tests.BotFramework;

/// <summary>The folder of real input beside the repository.</summary>
internal static class Reference
{
    public static string Path(params string[] parts)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root!.FullName, "CareBot.sln"))) root = root.Parent;
        return System.IO.Path.Combine([root.FullName, "..", "shared", .. parts]);
    }
}
