package io.muster.ops;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;

import io.restassured.RestAssured;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus gets.
 *
 * @param types   each family's type, by its name
 * @param samples what stands before each value, by its name
 */
record Scrape(String text, Map<String, String> types, Map<String, Double> samples) {

    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^([a-z]\\w*(?:\\{.*\\})?) ([-+\\w.]+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    static Scrape of(URI metrics) {
        String text = RestAssured.given()
                .accept("text/plain")
                .get(metrics)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}");
        return new Scrape(
                text,
                TYPE.matcher(text).results().collect(toMap(line -> line.group(1), line -> line.group(2))),
                SAMPLE.matcher(text)
                        .results()
                        .collect(toMap(line -> line.group(1), line -> Double.valueOf(line.group(2)))));
    }

    /** The labels of Muster's own families, {@code le} aside: it belongs to every histogram. */
    Map<String, Set<String>> ownLabels() {
        return samples.keySet().stream()
                .filter(sample -> sample.startsWith("muster_"))
                .collect(groupingBy(
                        this::family,
                        mapping(sample -> labels(sample, false), Collectors.reducing(new TreeSet<>(), (a, b) -> {
                            Set<String> both = new TreeSet<>(a);
                            both.addAll(b);
                            return both;
                        }))));
    }

    /** The labels that samples have, by their names, such as {@code muster_scan_duration_seconds_bucket}. */
    Map<String, Set<String>> labelsByName() {
        Map<String, Set<String>> labels = new TreeMap<>();
        samples.keySet()
                .forEach(sample -> labels.computeIfAbsent(sample.replaceFirst("\\{.*", ""), name -> new TreeSet<>())
                        .addAll(labels(sample, true)));
        return labels;
    }

    /** The values of all labels. */
    Set<String> labelValues() {
        return samples.keySet().stream()
                .flatMap(sample -> LABEL.matcher(sample).results())
                .map(label -> label.group(2))
                .collect(Collectors.toSet());
    }

    double value(String sample) {
        Double value = samples.get(sample);
        if (value == null) {
            throw new AssertionError("no sample " + sample + " in\n" + text);
        }
        return value;
    }

    private String family(String sample) {
        String name = sample.replaceFirst("\\{.*", "");
        return types.containsKey(name) ? name : name.replaceFirst("_(bucket|count|sum)$", "");
    }

    private static Set<String> labels(String sample, boolean bounds) {
        return LABEL.matcher(sample)
                .results()
                .map((MatchResult label) -> label.group(1))
                .filter(label -> bounds || !label.equals("le"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
