package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers that a stateless hop on the way back lets through, told by the questions: a question of TCP or UDP is answered to the
 * port that the client chose for the connection.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html">Ephemeral ports</a>
 */
final class Answers {

    static final int FIRST_CLIENT_PORT = 1024;
    static final int LAST_CLIENT_PORT = 65535;

    /** The messages of ICMP and ICMPv6 that wait for an answer: RFC 792 and RFC 4443. */
    private static final int ECHO_REQUEST = 8;

    private static final int ECHO_REQUEST_V6 = 128;
    private static final int ECHO_REPLY_V6 = 129;

    private Answers() {}

    /** The questions whose answer gets back for at least one choice of the client's port. */
    static Admission some(Admission back) {
        return new Admission(some(back.certain()), some(back.possible()), back.doubts());
    }

    private static Traffic some(Traffic back) {
        if (back.equals(Traffic.ALL)) {
            return back;
        }
        List<Traffic.Part> parts = new ArrayList<>();
        for (int protocol = 0; protocol <= ServiceRange.LAST_PROTOCOL; protocol++) {
            if (ServiceRange.isIcmp(protocol)) {
                parts.addAll(messages(back, protocol));
            } else {
                ServiceRange all = ServiceRange.protocol(protocol);
                CidrSet peers = back.peersOfAny(ServiceRange.hasPorts(protocol) ? clientPorts(protocol) : all);
                parts.add(new Traffic.Part(all, peers));
            }
        }
        return Traffic.inOrder(parts);
    }

    /** Messages other than echo requests want no answer. */
    private static List<Traffic.Part> messages(Traffic back, int protocol) {
        ServiceRange request = request(protocol);
        ServiceRange all = ServiceRange.protocol(protocol);
        List<Traffic.Part> parts = new ArrayList<>();
        parts.add(new Traffic.Part(new ServiceRange(all.first(), request.first() - 1), CidrSet.ANY));
        parts.add(new Traffic.Part(request, back.peersOfAny(reply(protocol))));
        parts.add(new Traffic.Part(new ServiceRange(request.last() + 1, all.last()), CidrSet.ANY));
        return parts;
    }

    /** The echo requests of ICMP or ICMPv6. */
    static ServiceRange request(int protocol) {
        return ServiceRange.icmp(protocol, protocol == ServiceRange.ICMP ? ECHO_REQUEST : ECHO_REQUEST_V6);
    }

    private static ServiceRange reply(int protocol) {
        return ServiceRange.icmp(protocol, protocol == ServiceRange.ICMP ? 0 : ECHO_REPLY_V6, 0, 0);
    }

    static ServiceRange clientPorts(int protocol) {
        return ServiceRange.ports(protocol, FIRST_CLIENT_PORT, LAST_CLIENT_PORT);
    }

    /** The services that an answer to the packet may have. */
    static ServiceRange to(Packet packet) {
        int protocol = packet.protocol();
        if (ServiceRange.hasPorts(protocol)) {
            return clientPorts(protocol);
        }
        return ServiceRange.isIcmp(protocol) && request(protocol).contains(packet.service())
                ? reply(protocol)
                : ServiceRange.protocol(protocol);
    }
}
