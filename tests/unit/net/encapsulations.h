#pragma once

#include "packets.h"

// One SIP datagram under each encapsulation, built by hand from the figures of the documents named.
namespace echelle::test {

struct Encapsulation {
    const char* name;
    capture::LinkType link;
    std::string frame;
};

inline std::string ip4With(unsigned protocol, std::string_view payload) {
    Ip4 h;
    h.protocol = protocol;
    h.from = hex("c0000201");
    h.to = hex("c0000202");
    return ipv4(payload, h);
}
inline std::string udpOn(unsigned port, std::string_view payload) {
    return ip4With(17, udp(payload, 49'152, port));
}
// IEEE 802.11 data frame from a station to its access point, with LLC and SNAP before the packet.
inline std::string wireless(std::string_view packet, std::string_view control = "0801", std::string_view qos = {}) {
    return hex(control) + hex("0000 020000000001 020000000002 020000000003 1000") + hex(qos) +
           hex("aaaa03 000000 0800") + std::string(packet);
}
inline std::string nflog(std::string_view packet, bool isBig, unsigned family = 2) {
    const auto u16 = [isBig](std::size_t v) {
        const std::string big = be16(static_cast<unsigned>(v));
        return isBig ? big : std::string(big.rbegin(), big.rend());
    };
    std::string out = std::string(1, static_cast<char>(family)) + '\0' + hex("0001");
    out += u16(8) + u16(1) + hex("0800 0100");  // packet header: protocol, hook
    out += u16(5) + u16(10) + hex("00 000000"); // an empty prefix, padded
    out += u16(8) + u16(4) + hex("00000002");   // input device
    return out + u16(4 + packet.size()) + u16(9) + std::string(packet);
}

inline std::vector<Encapsulation> linkLayers() {
    const std::string four = ipv4(udp(request(1)));
    const std::string six = ipv6(udp(request(1)));
    const std::string snap = hex("aaaa03 000000 0800");
    const auto ethernet8023 = [](const std::string& llc) { return ethernet(llc, static_cast<unsigned>(llc.size())); };
    const std::string pppoe = hex("11 00 0001") + be16(static_cast<unsigned>(four.size() + 2)) + hex("0021") + four;
    const std::string padded = wireless(four, "8801", "0000"); // 26 bytes of header, aligned to 28 by the card
    return {
        {"802.3 with LLC and SNAP", 1, ethernet8023(snap + four)},
        {"802.1ah", 1, ethernet(hex("00000064") + ethernet(four), 0x88e7)},
        {"MPLS", 1, ethernet(hex("00010140") + four, 0x8847)},
        {"MPLS, two labels, IPv6", 1, ethernet(hex("0001003f 00020140") + six, 0x8847)},
        {"MPLS pseudowire", 1, ethernet(hex("00010140 001b21000001 001b21000002 0800") + four, 0x8847)},
        {"PPPoE", 1, ethernet(pppoe, 0x8864)},
        {"PPPoE in a VLAN", 1, ethernet(pppoe, 0x8864, hex("8100 0064"))},
        {"PPPoE, IPv6", 1,
         ethernet(hex("11 00 0001") + be16(static_cast<unsigned>(six.size() + 2)) + hex("0057") + six, 0x8864)},
        {"PPP", 9, hex("ff03 0021") + four},
        {"PPP without address and control", 9, hex("0021") + four},
        {"PPP, protocol in one byte", 9, hex("21") + four},
        {"PPP, IPv6", 9, hex("ff03 0057") + six},
        {"PPP, MPLS", 9, hex("ff03 0281 00010140") + four},
        {"PPP in HDLC framing", 50, hex("ff03 0021") + four},
        {"Cisco HDLC", 104, hex("0f00 0800") + four},
        {"Cisco HDLC, IPv6", 104, hex("0f00 86dd") + six},
        {"PPP with direction", 204, hex("00 ff03 0021") + four},
        {"PPPoE without Ethernet", 51, pppoe},
        {"SLL, 802.2", 113, hex("0000 0001 0006 0200000000010000 0004") + snap + four},
        {"SLL, PPPoE", 113, hex("0000 0001 0006 0200000000010000 8864") + pppoe},
        {"SLL2, MPLS", 276, hex("8847 0000 00000003 0001 00 06 0200000000010000 00010140") + four},
        {"802.11", 105, wireless(four)},
        {"802.11, QoS", 105, wireless(four, "8801", "0000")},
        {"802.11, QoS and HT control", 105, wireless(four, "8881", "0000 00000000")},
        {"802.11, four addresses", 105, wireless(four, "0803", "020000000004")},
        {"radiotap", 127, hex("0000 0800 00000000") + wireless(four)},
        {"radiotap, padded header", 127,
         hex("0000 1100 03000000 0102030405060708 20") + padded.substr(0, 26) + hex("0000") + padded.substr(26)},
        {"radiotap, two words", 127,
         hex("0000 1900 030000a0 00000000") + std::string(4, '\0') + hex("0102030405060708 00") + wireless(four)},
        {"NFLOG, little-endian", 239, nflog(four, false)},
        {"NFLOG, IPv6", 239, nflog(six, false, 10)},
    };
}

inline std::vector<Encapsulation> tunnels() {
    const std::string four = ipv4(udp(request(1)));
    const std::string six = ipv6(udp(request(1)));
    const std::string inEthernet = ethernet(four);
    const auto size = [](const std::string& bytes) { return be16(static_cast<unsigned>(bytes.size())); };
    const std::string gtpInner = hex("00000001") + four;
    return {
        {"IP in IP", 101, ip4With(4, four)},
        {"6in4", 101, ip4With(41, six)},
        {"4in6", 101, ipv6(four, 4)},
        {"6in6 behind a destination option", 101, ipv6(hex("29 00 01 04 00000000") + six, 60)},
        {"IPv4 with an authentication header", 101,
         ip4With(51, hex("04 04 0000 00000001 00000001") + std::string(12, 'a') + four)},
        {"GRE", 101, ip4With(47, hex("0000 0800") + four)},
        {"GRE with checksum, key and sequence", 101, ip4With(47, hex("b000 0800 0000 0000 00000007 00000001") + four)},
        {"GRE, IPv6", 101, ip4With(47, hex("0000 86dd") + six)},
        {"GRE, Ethernet", 101, ip4With(47, hex("2000 6558 00000100") + inEthernet)},
        {"GRE, MPLS", 101, ip4With(47, hex("0000 8847 00010140") + four)},
        {"GRE version 1 with PPP", 101,
         ip4With(47, hex("3081 880b") + be16(static_cast<unsigned>(four.size() + 4)) +
                         hex("0001 00000005 00000004 ff03 0021") + four)},
        {"ERSPAN type I", 101, ip4With(47, hex("0000 88be") + inEthernet)},
        {"ERSPAN type II", 101, ip4With(47, hex("1000 88be 00000001 1064 0001 00000000") + inEthernet)},
        {"ERSPAN type III", 101, ip4With(47, hex("1000 22eb 00000001 2064 0001 00000000 0000 0000") + inEthernet)},
        {"ERSPAN type III with platform", 101,
         ip4With(47, hex("1000 22eb 00000001 2064 0001 00000000 0000 0001 0c000000 00000000") + inEthernet)},
        {"EtherIP", 101, ip4With(97, hex("3000") + inEthernet)},
        {"MPLS in IP", 101, ip4With(137, hex("00010140") + four)},
        {"MPLS in UDP", 101, udpOn(6635, hex("00010140") + four)},
        {"VXLAN", 101, udpOn(4789, hex("08000000 00006400") + inEthernet)},
        {"VXLAN-GPE, IPv4", 101, udpOn(4790, hex("0c000001 00006400") + four)},
        {"GENEVE", 101, udpOn(6081, hex("0000 6558 00006400") + inEthernet)},
        {"GENEVE with options, IPv4", 101, udpOn(6081, hex("0200 0800 00006400 0102800100000001") + four)},
        {"GTP-U", 101, udpOn(2152, hex("30 ff") + size(four) + gtpInner)},
        {"GTP-U with sequence", 101,
         udpOn(2152, hex("32 ff") + be16(static_cast<unsigned>(four.size() + 4)) + hex("00000001 0001 00 00") + four)},
        {"GTP-U with extension header", 101,
         udpOn(2152, hex("34 ff") + be16(static_cast<unsigned>(four.size() + 8)) +
                         hex("00000001 0000 00 85 01 1001 00") + four)},
        {"L2TP", 101,
         udpOn(1701, hex("4002") + be16(static_cast<unsigned>(four.size() + 12)) + hex("0001 0002 ff03 0021") + four)},
        {"VXLAN in GRE in IP in IP", 101,
         ip4With(4, ip4With(47, hex("0000 0800") + udpOn(4789, hex("08000000 00006400") + inEthernet)))},
    };
}

} // namespace echelle::test
