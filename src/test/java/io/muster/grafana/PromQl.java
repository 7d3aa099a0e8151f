package io.muster.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression for Prometheus.
 *
 * @param place where it stands
 */
public record PromQl(String place, String text) {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]|\\boffset \\w+");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]\\w*)\\s*\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern BARE = Pattern.compile("(?<![\\w.])([a-z_]\\w*)\\b(?!\\s*\\()");
    private static final Pattern RECORDED = Pattern.compile("\\b\\w+(?::\\w+)+\\b");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool");

    /** What Prometheus itself adds to every sample. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    static PromQl of(Dashboard dashboard, JsonNode panel, JsonNode target) {
        return new PromQl(
                dashboard.uid() + ": " + panel.path("title").asText(),
                target.path("expr").asText());
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }

    /** As Grafana sends it, with its variables replaced. */
    public String sent() {
        return text.replace("$__rate_interval", "1m").replace("$job", ".*");
    }

    /** The names in an expression that are recorded by rules: those with colons. */
    public static Set<String> recorded(String text) {
        return results(RECORDED, STRING.matcher(text).replaceAll("\"\""))
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** The metrics that it names, with the labels that it needs them to have. Those that rules record are left out. */
    public Map<String, Set<String>> metrics() {
        String measured =
                RECORDED.matcher(STRING.matcher(text).replaceAll("\"\"")).replaceAll(" ");
        String bare = RANGE.matcher(measured).replaceAll(" ");
        Set<String> grouping = results(GROUPING, bare)
                .flatMap(group -> Arrays.stream(group.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toSet());
        bare = GROUPING.matcher(bare).replaceAll(" ");
        Map<String, Set<String>> metrics = new TreeMap<>();
        results(SELECTOR, bare)
                .forEach(selector -> add(
                        metrics,
                        selector.group(1),
                        results(LABEL, selector.group(2))
                                .map(label -> label.group(1))
                                .collect(Collectors.toSet())));
        results(BARE, SELECTOR.matcher(bare).replaceAll(" "))
                .map(name -> name.group(1))
                .filter(name -> !KEYWORDS.contains(name))
                .forEach(name -> add(metrics, name, Set.of()));
        metrics.keySet().forEach(metric -> add(metrics, metric, grouping));
        return metrics;
    }

    private static Stream<MatchResult> results(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results();
    }

    private static void add(Map<String, Set<String>> metrics, String metric, Set<String> labels) {
        Set<String> known = metrics.computeIfAbsent(metric, name -> new TreeSet<>());
        known.addAll(labels);
        known.removeAll(ADDED);
    }
}
