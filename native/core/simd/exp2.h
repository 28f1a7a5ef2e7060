// Coefficients for 2^r, made by exp2_coefficients.py. Included inside the unnamed namespace of a kernel file.

// Adding and subtracting this rounds to a multiple of 1/16; the sum's low four bits are then the sixteenths.
constexpr double kRoundToSixteenths = 0x1.8p48;
// The same for whole numbers; the sum's low bits are then the integer.
constexpr double kRoundToInteger = 0x1.8p52;

// 2^r on |r| ≤ 1/32, minimax of degree 5, relative error 4.5e-15.
constexpr double kExp2Sixteenth[6] = {
    0x1.0000000000014p+0,  // 1.0000000000000044822
    0x1.62e42fefa397bp-1,  // 0.69314718055993243633
    0x1.ebfbdff55592dp-3,  // 0.24022650687647610249
    0x1.c6b08d76a9685p-5,  // 0.055504108711187640461
    0x1.3b2c9b8648fc0p-7,  // 0.0096183547398779319196
    0x1.5d867e9c56fc2p-10  // 0.0013333334710159271604
};

// 2^r on |r| ≤ 1/2, minimax of degree 10, relative error 2.1e-16.
constexpr double kExp2Half[11] = {
    0x1.0000000000000p+0,   // 1.0000000000000000661
    0x1.62e42fefa3a17p-1,   // 0.6931471805599497751
    0x1.ebfbdff82c3b9p-3,   // 0.2402265069590876777
    0x1.c6b08d703d48ap-5,   // 0.055504108664458831363
    0x1.3b2ab6fbde0f7p-7,   // 0.009618129108034597006
    0x1.5d87fe9cc5d6fp-10,  // 0.0013333558228561765893
    0x1.4309126056718p-13,  // 0.00015403529961127075703
    0x1.ffcb55e82f22cp-17,  // 0.000015252658116409854484
    0x1.62c157ee59177p-20,  // 1.3215662835959239446e-6
    0x1.b6740fc28f781p-24,  // 1.0208537927657404371e-7
    0x1.e3991e644e6abp-28   // 7.0372788467269008787e-9
};

// 2^(j/16), correctly rounded.
alignas(64) constexpr double kExp2Table[16] = {
    0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
    0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
    0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
    0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0};
