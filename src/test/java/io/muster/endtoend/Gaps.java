package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** The gaps of a scan, as {@code region kind operation code}. */
final class Gaps {

    /** What moto answers with a page of HTML and the status 500. */
    static final List<String> OPERATIONS_THAT_MOTO_LACKS = List.of(
            "ec2:GetEbsDefaultKmsKeyId",
            "ec2:GetImageBlockPublicAccessState",
            "ec2:GetInstanceMetadataDefaults",
            "ec2:GetSerialConsoleAccessStatus",
            "ec2:GetSnapshotBlockPublicAccessState",
            "ec2:DescribeVpcBlockPublicAccessOptions");

    private Gaps() {}

    static List<String> of(JsonNode scan) {
        return Muster.each(scan.path("gaps"))
                .map(gap -> String.join(
                        " ",
                        gap.path("region").asText(),
                        gap.path("kind").asText(),
                        gap.path("operation").asText(),
                        gap.path("errorCode").asText()))
                .toList();
    }

    /** Those of every scan of the region. */
    static Stream<String> ofMoto(String region) {
        return OPERATIONS_THAT_MOTO_LACKS.stream()
                .map(operation -> region + " REGION_SETTINGS " + operation + " HTTP_500");
    }
}
