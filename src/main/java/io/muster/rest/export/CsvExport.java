package io.muster.rest.export;

import io.muster.finding.FindingView;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CSV as RFC 4180 has it: lines end with CRLF, and a field with a comma, a quote or a line end is quoted. Names and messages
 * come from other people's accounts: a field that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV
 * Injection").
 */
@Singleton
class CsvExport implements ExportFormat {

    private static final Pattern QUOTED = Pattern.compile("[\",;\t\r\n]");

    /** Where a spreadsheet that takes semicolons or tabs for the ends of fields would begin a formula. */
    private static final Pattern INNER_FORMULA = Pattern.compile("([;\t]\\s*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])");

    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final Map<String, Function<FindingView, Object>> COLUMNS = columns();

    private static Map<String, Function<FindingView, Object>> columns() {
        Map<String, Function<FindingView, Object>> columns = new LinkedHashMap<>();
        columns.put("id", FindingView::id);
        columns.put("ruleId", FindingView::ruleId);
        columns.put("severity", FindingView::severity);
        columns.put("area", FindingView::area);
        columns.put("status", FindingView::status);
        columns.put("accountId", FindingView::accountId);
        columns.put("accountName", FindingView::accountName);
        columns.put("region", FindingView::region);
        columns.put("resourceKind", FindingView::resourceKind);
        columns.put("resourceId", FindingView::resourceId);
        columns.put("resourceArn", FindingView::resourceArn);
        columns.put("message", FindingView::message);
        columns.put("evidence", FindingView::evidence);
        columns.put("firstSeenAt", FindingView::firstSeenAt);
        columns.put("lastSeenAt", FindingView::lastSeenAt);
        columns.put("resolvedAt", FindingView::resolvedAt);
        columns.put("resolution", FindingView::resolution);
        columns.put("stale", FindingView::stale);
        columns.put("reopenedCount", FindingView::reopenedCount);
        columns.put("because", FindingView::because);
        columns.put("openedAt", FindingView::openedAt);
        return columns;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public String head() {
        return String.join(",", COLUMNS.keySet()) + "\r\n";
    }

    @Override
    public String page(List<FindingView> findings) {
        return findings.stream().map(CsvExport::line).collect(Collectors.joining());
    }

    private static String line(FindingView finding) {
        return COLUMNS.values().stream()
                .map(column -> field(column.apply(finding)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    static String field(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        harmless = INNER_FORMULA.matcher(harmless).replaceAll("$1'");
        return QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
