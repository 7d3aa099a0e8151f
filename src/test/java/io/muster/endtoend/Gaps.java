package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The gaps of a scan, as {@code region kind operation code}. */
final class Gaps {

    /** By which moto says that it lacks an operation: it answers with a page of HTML, where AWS has an error with a code. */
    private static final Set<String> MOTO_LACKS_IT = Set.of("HTTP_404", "HTTP_500", "HTTP_501");

    /** Of a service that speaks RPC v2 CBOR, which moto does not: it answers with an error or breaks the connection. */
    private static final Set<String> IN_CBOR = Set.of("cloudwatch:DescribeAlarms");

    private Gaps() {}

    /** All, those of operations that moto lacks excepted. */
    static List<String> of(JsonNode scan) {
        return each(scan).filter(gap -> !motoLacks(gap)).map(Gaps::text).toList();
    }

    /** Those of operations that moto lacks. */
    static List<String> ofMoto(JsonNode scan) {
        return each(scan).filter(Gaps::motoLacks).map(Gaps::text).toList();
    }

    private static Stream<JsonNode> each(JsonNode scan) {
        return Muster.each(scan.path("gaps"));
    }

    private static boolean motoLacks(JsonNode gap) {
        return MOTO_LACKS_IT.contains(gap.path("errorCode").asText())
                || IN_CBOR.contains(gap.path("operation").asText());
    }

    private static String text(JsonNode gap) {
        return String.join(
                " ",
                gap.path("region").asText(),
                gap.path("kind").asText(),
                gap.path("operation").asText(),
                gap.path("errorCode").asText());
    }
}
