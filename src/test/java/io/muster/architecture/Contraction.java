package io.muster.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds statements of a migration by which an application that knows the schema before it would fail. */
final class Contraction {

    private static final Pattern NO_CODE =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$|'(?:[^']|'')*'", Pattern.DOTALL);
    private static final Pattern DROPPED =
            Pattern.compile("^drop (table|view|type|sequence|schema|materialized view)\\b");
    private static final Pattern MADE_ANEW = Pattern.compile("^drop (trigger|function)(?: if exists)? (\\w+)");
    private static final Pattern UNIQUE = Pattern.compile("^create unique index(?: if not exists)? \\w+ on (\\w+)");
    private static final Pattern ALTERED = Pattern.compile("^alter table(?: if exists)?(?: only)? (\\w+) (.*)$");

    /** Code, and what is altered otherwise than a table by its plain name. */
    private static final Pattern UNREADABLE = Pattern.compile("^do\\b|^alter (?!table(?: if exists)?(?: only)? \\w+ )");

    private static final List<Pattern> TAKES_AWAY = Stream.of(
                    "drop (?:column )?(?!constraint\\b|column\\b)\\w+",
                    "rename\\b",
                    "alter (?:column )?\\w+ (?:set data )?type\\b",
                    "alter (?:column )?\\w+ set not null",
                    "alter (?:column )?\\w+ drop default",
                    "add constraint\\b",
                    "add check\\b",
                    "add unique\\b",
                    "add primary key\\b",
                    "add foreign key\\b")
            .map(action -> Pattern.compile("^" + action))
            .toList();

    private static final Pattern ADDED = Pattern.compile(
            "^add (?:column )?(?!constraint\\b|check\\b|unique\\b|primary\\b|foreign\\b)\\w+ .*\\bnot null\\b.*");

    private Contraction() {}

    /** Each with its fault. */
    static List<String> in(String migration) {
        List<String> statements = Stream.of(
                        NO_CODE.matcher(migration).replaceAll(" ").split(";", -1))
                .map(text -> text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .toList();
        List<String> faults = new ArrayList<>();
        for (String statement : statements) {
            fault(statement, statements).ifPresent(fault -> faults.add(fault + ": " + statement));
        }
        return faults;
    }

    private static Optional<String> fault(String statement, List<String> all) {
        Matcher dropped = DROPPED.matcher(statement);
        if (dropped.find()) {
            return Optional.of(dropped.group());
        }
        Matcher anew = MADE_ANEW.matcher(statement);
        if (anew.find()) {
            return makes(all, anew.group(1), anew.group(2)) ? Optional.empty() : Optional.of("drop " + anew.group(1));
        }
        Matcher unique = UNIQUE.matcher(statement);
        if (unique.find()) {
            return makes(all, "table", unique.group(1)) ? Optional.empty() : Optional.of("create unique index");
        }
        if (UNREADABLE.matcher(statement).find()) {
            return Optional.of("not understood");
        }
        Matcher altered = ALTERED.matcher(statement);
        return altered.matches() && !makes(all, "table", altered.group(1))
                ? actions(altered.group(2))
                        .flatMap(action -> fault(action).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean makes(List<String> all, String type, String name) {
        Pattern made = Pattern.compile("^create (?:or replace )?" + type + "(?: if not exists)? " + name + "\\b");
        return all.stream().anyMatch(statement -> made.matcher(statement).find());
    }

    /** The actions of an alter table: its commas outside of parentheses part them. */
    private static Stream<String> actions(String text) {
        return Stream.of(text.replaceAll("\\([^()]*\\)", "()").split(",", -1)).map(String::strip);
    }

    private static Optional<String> fault(String action) {
        for (Pattern takes : TAKES_AWAY) {
            Matcher matcher = takes.matcher(action);
            if (matcher.find()) {
                return Optional.of(matcher.group());
            }
        }
        return ADDED.matcher(action).matches() && !action.contains(" default") && !action.contains(" generated ")
                ? Optional.of("not null without a default")
                : Optional.empty();
    }
}
