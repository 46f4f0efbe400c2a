using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CareBot.Tests.Architecture;

/// <summary>What the compiler does not see: files, their places, and the versions that are pinned in them.</summary>
public sealed partial class WhatLivesWhereTests
{
    private static readonly string[] TopLevel =
    [
        "CareBot.sln", "src", "dialogs", "cards", "tests", "deploymentTemplates", "README.md",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig", ".gitattributes",
        ".gitignore", "BannedSymbols.txt", "CHANGELOG.md", "LICENSE", "docs", ".ci"
    ];

    [Fact]
    public void The_top_level_holds_what_the_house_prescribes_and_nothing_else()
    {
        var ignored = File.ReadLines(Repository.Path(".gitignore")).Select(line => line.Trim('/', ' '));
        var there = Directory.GetFileSystemEntries(Repository.Root).Select(entry => Path.GetFileName(entry)!);
        Assert.Empty(there.Except([.. TopLevel, .. ignored, ".git"]));
    }

    [Fact]
    public void The_choice_of_the_sdk_is_made_in_one_place()
    {
        var naming = Sources("src", "dialogs").Where(file => !file.StartsWith(Repository.Path("src", "CareBot.BotFramework"), StringComparison.Ordinal))
            .Where(file => SdkUsing().IsMatch(File.ReadAllText(file)));
        Assert.Empty(naming);
    }

    [Fact]
    public void What_differs_between_the_two_sdks_is_one_small_file_a_side()
    {
        var asking = Sources("src", "dialogs").Where(file => File.ReadAllText(file).Contains("BOTSDK", StringComparison.Ordinal) || NewtonsoftName().IsMatch(File.ReadAllText(file)));
        Assert.Equal(Repository.Path("dialogs", "ProtocolJson.Microsoft.cs"), Assert.Single(asking));
    }

    [Fact]
    public void Only_the_storage_folder_names_a_store()
    {
        var naming = Sources("src", "dialogs").Where(file => !file.StartsWith(Repository.Path("src", "CareBot", "Storage"), StringComparison.Ordinal))
            .Where(file => StoreUsing().IsMatch(File.ReadAllText(file)));
        Assert.Empty(naming);
    }

    [Fact]
    public void Every_package_is_pinned_to_one_version_in_one_file()
    {
        var pins = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion").ToList();
        Assert.NotEmpty(pins);
        Assert.All(pins, pin => Assert.Matches(ExactVersion(), pin.Attribute("Version")!.Value));
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Where(IsSource);
        Assert.All(projects, project => Assert.DoesNotContain(XDocument.Load(project).Descendants("PackageReference"), reference => reference.Attribute("Version") is not null));
    }

    [Fact]
    public void Every_tool_of_the_tests_is_pinned_to_one_version()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Repository.Path("tests", "package.json")));
        Assert.All(package.RootElement.GetProperty("dependencies").EnumerateObject(), tool => Assert.Matches(ExactVersion(), tool.Value.GetString()));
    }

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)).Where(IsSource);

    private static bool IsSource(string file) =>
        !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "node_modules" or "artifacts" or "obj" or "bin");

    [GeneratedRegex(@"^\s*(global )?using (static )?(\w+ = )?(CareBot\.BotFramework|Microsoft\.Bot\.)", RegexOptions.Multiline)]
    private static partial Regex SdkUsing();

    [GeneratedRegex(@"\busing Newtonsoft\b|\bNewtonsoft\.Json\.")]
    private static partial Regex NewtonsoftName();

    [GeneratedRegex(@"\bAzure\.Data\.Tables\b|\bMicrosoft\.Data\.Sqlite\b", RegexOptions.Multiline)]
    private static partial Regex StoreUsing();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[\w.]+)?$")]
    private static partial Regex ExactVersion();
}
