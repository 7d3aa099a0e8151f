package io.muster.graphql;

import io.muster.estate.reach.ExposedPorts;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ExposedPorts")
@Description("Ports of one protocol that the same sources reach.")
public record ExposedPortsType(
        @NonNull
        @Description(
                "tcp, udp, icmp, icmpv6, another protocol's number, a range of numbers as 7-16, or -1 for every protocol.")
        String protocol,

        @Description("The first port; of ICMP, the type times 256 and the code.")
        int fromPort,

        @Description("The last port.") int toPort,

        @NonNull
        @Description(
                "The public ranges of the sources, as few as possible; address space that is not public does not count.")
        List<@NonNull String> sources) {

    static ExposedPortsType of(ExposedPorts ports) {
        return new ExposedPortsType(ports.protocol(), ports.fromPort(), ports.toPort(), ports.sources());
    }
}
