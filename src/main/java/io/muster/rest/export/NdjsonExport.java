package io.muster.rest.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.finding.FindingView;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** One JSON object a line, with the fields of a finding as GraphQL names them. */
@Singleton
class NdjsonExport implements ExportFormat {

    private final ObjectMapper json;

    NdjsonExport(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String page(List<FindingView> findings) {
        return findings.stream().map(finding -> line(json, finding)).collect(Collectors.joining());
    }

    static String line(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
