package io.muster.platform.identity;

import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.OrganizationGrant;
import io.muster.platform.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A session as bytes, few enough for a cookie: an account takes five. */
final class SessionText {

    /** The number of the format: changing it ends all existing sessions. */
    private static final int FORM = 3;

    private static final int EVERY_ACCOUNT = -1;
    private static final int LOW_BITS = 32;

    /**
     * The contents of a cookie.
     *
     * @param proof of a static user: tells the password that the user had; empty for others
     */
    record Content(Session session, String proof) {}

    private SessionText() {}

    static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Caller caller = content.session().caller();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(content.session().ends().getEpochSecond());
            out.writeUTF(caller.id().source().name());
            out.writeUTF(caller.id().issuer());
            out.writeUTF(caller.id().subject());
            out.writeUTF(caller.name());
            out.writeUTF(caller.role().name());
            out.writeUTF(content.proof());
            write(caller.granted().named(), out);
            Set<OrganizationGrant> byOrganization = caller.granted().organization();
            out.writeInt(byOrganization.size());
            for (OrganizationGrant grant : byOrganization) {
                write(grant, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static void write(AccountScope scope, DataOutputStream out) throws IOException {
        if (scope.isEveryAccount()) {
            out.writeInt(EVERY_ACCOUNT);
            return;
        }
        // a text that is no account id admits to no account
        List<String> ids =
                scope.accountIds().stream().filter(id -> id.matches("\\d{12}")).toList();
        out.writeInt(ids.size());
        for (String id : ids) {
            long number = Long.parseLong(id);
            out.writeByte((int) (number >>> LOW_BITS));
            out.writeInt((int) number);
        }
    }

    /** Writes the grant's components, and not its text form, because names and values of tags may have any characters. */
    private static void write(OrganizationGrant grant, DataOutputStream out) throws IOException {
        out.writeUTF(grant.type().name());
        out.writeUTF(grant.name());
        out.writeBoolean(grant.value() != null);
        if (grant.value() != null) {
            out.writeUTF(grant.value());
        }
    }

    /** The content; empty for bytes of a form, a role or a kind of grant that only another version of Muster knows. */
    static Optional<Content> known(byte[] bytes) {
        try {
            return Optional.of(read(bytes));
        } catch (IllegalArgumentException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException for bytes of another form */
    static Content read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IllegalArgumentException("Another form");
            }
            Instant ends = Instant.ofEpochSecond(in.readLong());
            CallerId id = new CallerId(CallerId.Source.valueOf(in.readUTF()), in.readUTF(), in.readUTF());
            String name = in.readUTF();
            Role role = Role.valueOf(in.readUTF());
            String proof = in.readUTF();
            return new Content(new Session(new Caller(id, name, role, grants(in)), ends), proof);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static AccountGrants grants(DataInputStream in) throws IOException {
        AccountScope named = accounts(in);
        Set<OrganizationGrant> byOrganization = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            byOrganization.add(grant(in));
        }
        return new AccountGrants(named, byOrganization);
    }

    private static OrganizationGrant grant(DataInputStream in) throws IOException {
        OrganizationGrant.Type type = OrganizationGrant.Type.valueOf(in.readUTF());
        return new OrganizationGrant(type, in.readUTF(), in.readBoolean() ? in.readUTF() : null);
    }

    private static AccountScope accounts(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count == EVERY_ACCOUNT) {
            return AccountScope.EVERY_ACCOUNT;
        }
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            long high = in.readUnsignedByte();
            ids.add("%012d".formatted(high << LOW_BITS | Integer.toUnsignedLong(in.readInt())));
        }
        return AccountScope.of(ids);
    }
}
